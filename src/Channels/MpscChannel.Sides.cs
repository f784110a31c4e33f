using Channels.Waiting;

namespace Channels;

internal sealed partial class MpscChannel<T>
{
    // Made when somebody asks for Closed.
    private LazyCompletion _closed;

    private bool _hasReceiver = true;

    public int? FreeCapacity => Capacity is { } capacity ? Math.Max(0, capacity - Count) : null;

    public int ReceiverCount => _hasReceiver ? 1 : 0;

    public Task Closed
    {
        get
        {
            // Published before the look at the word; who closes moves the word and then looks for this.
            Task closed = _closed.Task;
            if (IsClosed) _closed.Finish(null);
            return closed;
        }
    }

    WriteStatus ISendingSide<T>.TryWrite(T item) => TryEnqueue(item);

    ReadStatus IReceivingSide<T>.TryRead(out T item) => TryRead(out item) ? ReadStatus.Read : StatusOfEmpty();

    public int TryWriteMany(ReadOnlySpan<T> items)
    {
        int written = 0;
        while (written < items.Length && TryEnqueue(items[written]) == WriteStatus.Written) written++;
        return written;
    }

    public int TryReadMany(Span<T> destination)
    {
        int taken = 0;
        while (taken < destination.Length && TryRead(out destination[taken])) taken++;
        return taken;
    }

    public WriteStatus ForceWrite(T item, out T? displaced) => throw new NotSupportedException();

    public WriteStatus TryReserve(int count) => throw new NotSupportedException();

    public ValueTask<bool> ReserveAsync(int count, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void WriteReserved(T item) => throw new NotSupportedException();

    public void Unreserve(int count) => throw new NotSupportedException();

    public bool TryAddReceiver() => false;

    public void RemoveReceiver()
    {
        _hasReceiver = false;
        Discarded.Dispose(CloseAndTake());
    }

    public IReadOnlyList<T> CloseAndTake()
    {
        TryComplete(null);
        List<T> left = [];
        while (TryRead(out T item)) left.Add(item);
        return left;
    }
}
