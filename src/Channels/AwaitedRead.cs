using System.Threading.Tasks.Sources;

namespace Channels;

/// <summary>A wait in a line, as the ValueTask that somebody awaits: for what is handed over, or only for its being handed over.</summary>
internal sealed class AwaitedRead<T>(IAwaitedLine<T> line) : ReadWaiter<T>, IValueTaskSource<T>, IValueTaskSource
{
    private int _wanted = 1;

    public override int Wanted => _wanted;

    /// <summary>Says how many it wants; under the line's gate.</summary>
    public void Want(int count) => _wanted = count;

    /// <summary>The wait, with its outcome; after it was put in its line.</summary>
    public ValueTask<T> AsRead(CancellationToken cancellationToken) => new(this, Begin(cancellationToken));

    /// <summary>The wait, for those whom the outcome tells nothing; after it was put in its line.</summary>
    public ValueTask AsWait(CancellationToken cancellationToken) => new(this, Begin(cancellationToken));

    public T GetResult(short token)
    {
        // Asked for too early, or twice: this throws, and what the wait holds stays.
        if (IsPending(token)) End(token);
        ReadStatus outcome = Outcome;
        T item = TakeItem();
        End(token);
        return outcome == ReadStatus.Read ? item : throw line.EndOfReads;
    }

    void IValueTaskSource.GetResult(short token) => GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token)
    {
        if (IsPending(token)) return ValueTaskSourceStatus.Pending;
        if (WasCancelled) return ValueTaskSourceStatus.Canceled;
        if (Outcome == ReadStatus.Read) return ValueTaskSourceStatus.Succeeded;
        return line.EndOfReads is OperationCanceledException ? ValueTaskSourceStatus.Canceled : ValueTaskSourceStatus.Faulted;
    }

    protected override bool TryLeaveLine() => line.DelistRead(this);

    protected override void Recycle() => line.Recycle(this);
}
