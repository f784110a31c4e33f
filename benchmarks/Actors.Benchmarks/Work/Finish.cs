namespace Benchmarks.Work;

/// <summary>Where those who work say that they are done and what they counted; the work is over when all of them have.</summary>
internal sealed class Finish(int parts = 1)
{
    // On the pool: nobody is to run the measurement's continuation inside of an actor.
    private readonly TaskCompletionSource<long> _total = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Both touched by any actor, through Interlocked; whoever takes the last part sees every sum.
    private long _sum;
    private int _left = parts;

    /// <summary>The sum of all parts.</summary>
    public Task<long> Total => _total.Task;

    public void Add(long value)
    {
        Interlocked.Add(ref _sum, value);
        if (Interlocked.Decrement(ref _left) == 0) _total.SetResult(_sum);
    }

    public void Fail(string what) => _total.TrySetException(new InvalidOperationException(what));
}
