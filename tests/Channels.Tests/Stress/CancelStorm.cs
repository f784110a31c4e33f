namespace Channels.Tests.Stress;

/// <summary>A token that somebody keeps cancelling; whoever uses it takes the next one and tries again.</summary>
internal sealed class CancelStorm : IDisposable
{
    private readonly ManualResetEventSlim _calm = new();
    private readonly Thread _thread;
    private CancellationTokenSource _current = new();
    private long _cancels;

    public CancelStorm()
    {
        _thread = new Thread(Rage) { IsBackground = true, Name = "cancel storm" };
        _thread.Start();
    }

    /// <summary>A token that will be cancelled soon, if it is not cancelled already.</summary>
    public CancellationToken Token => Volatile.Read(ref _current).Token;

    /// <summary>How many tokens were cancelled.</summary>
    public long Cancels => Volatile.Read(ref _cancels);

    public void Dispose()
    {
        _calm.Set();
        _thread.Join();
        _calm.Dispose();
    }

    private void Rage()
    {
        // In gusts: a token that lives a millisecond is met by those who wait, a short-lived one by those who begin to.
        while (!_calm.Wait(_cancels % 64 == 0 ? 1 : 0))
        {
            Interlocked.Exchange(ref _current, new CancellationTokenSource()).Cancel();
            _cancels++;
            Thread.Yield();
        }

    }
}
