using Channels.Atomics;

namespace Interleaving.Tests.Simulation;

/// <summary>A few threads that share something, and what must hold however their steps are interleaved. One instance runs one schedule.</summary>
internal abstract class Model
{
    private readonly List<SimulatedThread> _threads = [];
    private Cancellation? _cancellation;

    public IReadOnlyList<SimulatedThread> Threads => _threads;

    /// <summary>What may cancel this model's waits.</summary>
    public Cancellation Cancellation => _cancellation ??= new Cancellation();

    /// <summary>Builds the shared world, alone, and starts the threads with <see cref="Thread"/>.</summary>
    public abstract void Arrange();

    /// <summary>Looks at what came out, alone, after every thread has ended; throws <see cref="ClaimFailedException"/>.</summary>
    public abstract void Check();

    /// <summary>What must hold between any two steps; throws <see cref="ClaimFailedException"/>.</summary>
    public virtual void CheckAlways()
    {
    }

    protected void Thread(string name, Action body) => _threads.Add(new SimulatedThread(_threads.Count, name, body));

    /// <summary>Stops the calling thread until something holds; if it never will, that is a deadlock and a failure.</summary>
    protected static void WaitUntil(Func<bool> condition) => Interleave.Block(condition);

    /// <summary>What an await does: asks, registers a continuation if it has to, and collects the result once it ran.</summary>
    protected static T Await<T>(ValueTask<T> task)
    {
        var awaiter = task.GetAwaiter();
        bool isResumed = awaiter.IsCompleted;
        if (!isResumed)
        {
            using (ImmediateContext.Enter()) awaiter.UnsafeOnCompleted(() => Resume(ref isResumed));
        }

        WaitUntil(() => isResumed);
        return awaiter.GetResult();
    }

    /// <inheritdoc cref="Await{T}"/>
    protected static void Await(ValueTask task)
    {
        var awaiter = task.GetAwaiter();
        bool isResumed = awaiter.IsCompleted;
        if (!isResumed)
        {
            using (ImmediateContext.Enter()) awaiter.UnsafeOnCompleted(() => Resume(ref isResumed));
        }

        WaitUntil(() => isResumed);
        awaiter.GetResult();
    }

    private static void Resume(ref bool isResumed)
    {
        Claim(!isResumed, "An await is resumed once.");
        isResumed = true;
    }

    protected static void Claim(bool holds, string sentence)
    {
        if (!holds) throw new ClaimFailedException(sentence);
    }

    protected static void ClaimEqual(IEnumerable<int> expected, IEnumerable<int> actual, string what)
    {
        if (!expected.SequenceEqual(actual))
            throw new ClaimFailedException($"{what}: expected [{string.Join(", ", expected)}] but found [{string.Join(", ", actual)}].");
    }
}
