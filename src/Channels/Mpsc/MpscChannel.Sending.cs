using Channels.Atomics;
using Channels.Waiting;

namespace Channels;

internal sealed partial class MpscChannel<T>
{
    // Senders alive; at 0 the channel is closed and the count stays there.
    private int _senders = 1;

    public int SenderCount => Atomic.Read(ref _senders);

    WriteStatus ISendingSide<T>.TryWrite(T item) => TryPut(in item);

    public ValueTask WriteAsync(T item, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled(cancellationToken);
        WriteStatus status = TryPut(in item, out long ticket);
        // Where there are several senders, who stands in a thread's line is mostly one of them: no reason for a pause.
        if (status == WriteStatus.Written) return Yield.IsDue(ticket) && SenderCount == 1 ? Yield.Begin() : default;
        if (status == WriteStatus.Full && Writers.WriteAsync(item, cancellationToken) is { } wait) return wait;
        return Closing.Write(Error);
    }

    public ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<bool>(cancellationToken);
        if (IsClosed) return Closing.Wait(Error);
        if (Capacity is null) return new ValueTask<bool>(true);
        return Writers.WaitAsync(cancellationToken) ?? Closing.Wait(Error);
    }

    public int TryWriteMany(ReadOnlySpan<T> items)
    {
        int written = 0;
        while (written < items.Length && TryEnqueue(items[written]) == WriteStatus.Written) written++;
        return written;
    }

    public WriteStatus ForceWrite(T item, out T? displaced) =>
        throw SingleReaderErrors.OldestIsTheReceivers();

    public WriteStatus TryReserve(int count) => Writers.TryReserve(count);

    public ValueTask<bool> ReserveAsync(int count, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<bool>(cancellationToken);
        WriteStatus status = Writers.TryReserve(count);
        if (status == WriteStatus.Written) return new ValueTask<bool>(true);
        return status == WriteStatus.Full && Writers.ReserveAsync(count, cancellationToken) is { } wait ? wait : new ValueTask<bool>(false);
    }

    public void WriteReserved(T item)
    {
        bool isTaken = Writers.WriteReserved(item);
        if (Atomic.Read(ref _closeReason) is not null) CompleteIfDrained();
        if (!isTaken) Discarded.Dispose([item]);
    }

    public void Unreserve(int count)
    {
        Writers.Unreserve(count);
        if (Atomic.Read(ref _closeReason) is not null) CompleteIfDrained();
    }

    public bool TryAddSender()
    {
        while (true)
        {
            int senders = SenderCount;
            if (senders == 0) return false;
            if (Atomic.CompareExchange(ref _senders, senders + 1, senders) == senders) return true;
        }
    }

    public void RemoveSender()
    {
        if (Atomic.Decrement(ref _senders) == 0) TryComplete(null);
    }
}
