using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Channels.Waiting;

/// <summary>Waits on a plain thread for what others await. The thread sleeps; nothing spins, and no pool thread is needed to wake it.</summary>
internal static class Blocking
{
    // One for each thread that ever blocked.
    [ThreadStatic]
    private static Bell? t_bell;

    /// <summary>Refuses a thread that must not block; <paramref name="instead"/> is what it should call.</summary>
    /// <exception cref="InvalidOperationException">The thread belongs to the thread pool, or has a synchronization context that what we wait for may need.</exception>
    public static void ThrowIfForbidden(string verb, string instead)
    {
        if (Thread.CurrentThread.IsThreadPoolThread)
        {
            throw new InvalidOperationException(
                $"{verb} blocks its thread, and this is a thread of the pool, which whoever would end the wait may need. Await {instead}, or call {verb} on a thread of your own.");
        }

        if (SynchronizationContext.Current is { } context && context.GetType() != typeof(SynchronizationContext))
        {
            throw new InvalidOperationException(
                $"{verb} blocks its thread, and this thread runs the work of a {context.GetType().Name}, which whoever would end the wait may need. Await {instead}.");
        }
    }

    public static TResult Wait<TResult>(ValueTask<TResult> task)
    {
        ValueTaskAwaiter<TResult> awaiter = task.GetAwaiter();
        if (!awaiter.IsCompleted)
        {
            Bell bell = t_bell ??= new Bell();
            using (bell.Listen()) awaiter.OnCompleted(bell.Ring);
            bell.Sleep();
        }

        return awaiter.GetResult();
    }

    public static void Wait(ValueTask task)
    {
        ValueTaskAwaiter awaiter = task.GetAwaiter();
        if (!awaiter.IsCompleted)
        {
            Bell bell = t_bell ??= new Bell();
            using (bell.Listen()) awaiter.OnCompleted(bell.Ring);
            bell.Sleep();
        }

        awaiter.GetResult();
    }

    /// <summary>A context that runs what is posted to it at once, on the thread that posts: the end of a wait, which only rings.</summary>
    [SuppressMessage("Design", "CA1001", Justification = "One for each thread that ever blocked; it holds no handle, for nobody asks for its WaitHandle.")]
    private sealed class Bell : SynchronizationContext
    {
        private readonly ManualResetEventSlim _rung = new(initialState: false, spinCount: 0);

        public Bell() => Ring = _rung.Set;

        public Action Ring { get; }

        /// <summary>Makes this the context that an awaiter captures, until the result is disposed.</summary>
        public Listening Listen()
        {
            _rung.Reset();
            Listening listening = new(Current);
            SetSynchronizationContext(this);
            return listening;
        }

        public void Sleep() => _rung.Wait();

        public override void Post(SendOrPostCallback d, object? state) => d(state);

        public override void Send(SendOrPostCallback d, object? state) => d(state);

        public readonly ref struct Listening(SynchronizationContext? before)
        {
            public void Dispose() => SetSynchronizationContext(before);
        }
    }
}
