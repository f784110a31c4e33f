namespace Channels.Tests.Streams;

/// <summary>A sequence that gives what the test puts in, and tells what was done to it. To be enumerated once.</summary>
internal sealed class Tap<T> : IAsyncEnumerable<T>, IAsyncEnumerator<T>
{
    private readonly Sender<T> _sender;
    private readonly Receiver<T> _receiver;
    private CancellationToken _token;

    public Tap() => (_sender, _receiver) = Mpsc.Unbounded<T>();

    public static Tap<T> With(params T[] items)
    {
        Tap<T> tap = new();
        foreach (T item in items) tap.Put(item);
        return tap;
    }

    public bool WasStarted { get; private set; }

    public int DisposeCount { get; private set; }

    /// <summary>How often it was asked.</summary>
    public int AskCount { get; private set; }

    /// <summary>Whether it was asked and has not answered.</summary>
    public bool IsMoving { get; private set; }

    public CancellationToken Token => _token;

    public Exception? FailsToDispose { get; init; }

    public T Current { get; private set; } = default!;

    /// <summary>How many items were put in and not fetched.</summary>
    public int Left => _receiver.Count;

    public void Put(T item) => Assert.True(_sender.TryWrite(item));

    public Tap<T> End(Exception? error = null)
    {
        _sender.TryComplete(error);
        return this;
    }

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        Assert.False(WasStarted, "a tap is enumerated once");
        WasStarted = true;
        _token = cancellationToken;
        return this;
    }

    public async ValueTask<bool> MoveNextAsync()
    {
        Assert.False(IsMoving, "asked while it was asked");
        Assert.Equal(0, DisposeCount);
        AskCount++;
        IsMoving = true;
        try
        {
            if (!await _receiver.WaitToReadAsync(_token)) return false;
            Assert.True(_receiver.TryRead(out T? item));
            Current = item;
            return true;
        }
        finally
        {
            IsMoving = false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Assert.False(IsMoving, "disposed while it was asked");
        DisposeCount++;
        await Task.Yield();
        if (FailsToDispose is not null) throw FailsToDispose;
    }
}
