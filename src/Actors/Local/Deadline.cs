namespace Actors.Local;

/// <summary>A token that is cancelled when a time is over, or another token is. On the system's clock a thread of its own sees to that: timers need a thread of the pool, which handlers that block may have used up.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _source;

    // Set when nobody waits for the deadline any more. Not disposed: the thread may be about to look at it.
    private readonly ManualResetEventSlim? _isOver;

    private readonly CancellationTokenSource? _timer;

    /// <param name="after">Zero or more.</param>
    /// <param name="time">The clock.</param>
    /// <param name="sooner">Ends it before its time.</param>
    public Deadline(TimeSpan after, TimeProvider time, CancellationToken sooner)
    {
        if (!ReferenceEquals(time, TimeProvider.System))
        {
            _timer = new CancellationTokenSource(after, time);
            _source = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, sooner);
            return;
        }

        _source = CancellationTokenSource.CreateLinkedTokenSource(sooner);
        _isOver = new ManualResetEventSlim();
        new Thread(Watch) { IsBackground = true, Name = "Actors deadline" }.UnsafeStart(after);
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _isOver?.Set();
        _timer?.Dispose();
        _source.Dispose();
    }

    private void Watch(object? after)
    {
        int milliseconds = (int)Math.Clamp(Math.Ceiling(((TimeSpan)after!).TotalMilliseconds), 0, int.MaxValue);
        if (_isOver!.Wait(milliseconds)) return;
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Over in the same moment.
        }
    }
}
