namespace Stress;

/// <summary>A token that is cancelled again and again, at random moments.</summary>
internal sealed class Storm : IDisposable
{
    private readonly Thread _thread;
    private CancellationTokenSource _current = new();
    private volatile bool _isOver;

    public Storm(int seed)
    {
        _thread = new Thread(() => Blow(new Random(seed))) { IsBackground = true, Name = "storm" };
        _thread.Start();
    }

    public CancellationToken Token => Volatile.Read(ref _current).Token;

    public void Dispose()
    {
        _isOver = true;
        _thread.Join();
        _current.Dispose();
    }

    private void Blow(Random random)
    {
        while (!_isOver)
        {
            // Now and then leaves the processor to those it disturbs.
            if (random.Next(4) == 0) Thread.Sleep(0);
            else Thread.SpinWait(random.Next(300));
            Interlocked.Exchange(ref _current, new CancellationTokenSource()).Cancel();
        }
    }
}
