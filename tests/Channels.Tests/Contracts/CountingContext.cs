namespace Channels.Tests.Contracts;

/// <summary>A synchronization context that runs what is posted on the pool, as itself, and counts it.</summary>
internal sealed class CountingContext : SynchronizationContext
{
    private int _posts;

    public int Posts => Volatile.Read(ref _posts);

    public override void Post(SendOrPostCallback d, object? state)
    {
        Interlocked.Increment(ref _posts);
        ThreadPool.QueueUserWorkItem(
            _ =>
            {
                using (Enter()) d(state);
            });
    }

    public Scope Enter() => new(this);

    /// <summary>Makes the context current until it is disposed.</summary>
    public readonly struct Scope : IDisposable
    {
        private readonly SynchronizationContext? _before = Current;

        public Scope(CountingContext context) => SetSynchronizationContext(context);

        public void Dispose() => SetSynchronizationContext(_before);
    }
}
