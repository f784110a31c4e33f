using Channels.Waiting;

namespace Channels;

internal sealed partial class BroadcastChannel<T> : ISendingSide<T>, ISelectableWrites<T>
{
    private WaiterPool<BroadcastWrite<T>> _writeWaits;

    public WriteStatus TryWrite(T item)
    {
        BroadcastAftermath<T> after = default;
        WriteStatus status;
        using (_gate.Enter()) status = WriteLocked(item, ref after, out _);
        after.Run();
        return status == WriteStatus.Displaced ? WriteStatus.Written : status;
    }

    public ValueTask WriteAsync(T item, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled(cancellationToken);
        BroadcastAftermath<T> after = default;
        BroadcastWrite<T>? wait = null;
        WriteStatus status;
        using (_gate.Enter())
        {
            status = WriteLocked(item, ref after, out _);
            if (status == WriteStatus.Full) wait = WaitLocked(item, reserved: 0, isHint: false);
        }

        after.Run();
        if (wait is not null) return new ValueTask(wait, wait.Begin(cancellationToken));
        return status == WriteStatus.Closed ? Closing.Write(Error) : default;
    }

    public ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<bool>(cancellationToken);
        BroadcastWrite<T>? wait = null;
        bool isClosed;
        using (_gate.Enter())
        {
            isClosed = IsClosedLocked;
            if (!isClosed && !HasRoomLocked(1)) wait = WaitLocked(default!, reserved: 0, isHint: true);
        }

        if (wait is not null) return new ValueTask<bool>(wait, wait.Begin(cancellationToken));
        return isClosed ? Closing.Wait(Error) : new ValueTask<bool>(true);
    }

    public int TryWriteMany(ReadOnlySpan<T> items)
    {
        BroadcastAftermath<T> after = default;
        int written = 0;
        using (_gate.Enter())
        {
            while (written < items.Length && WriteLocked(items[written], ref after, out _) is WriteStatus.Written or WriteStatus.Displaced) written++;
        }

        after.Run();
        return written;
    }

    public WriteStatus ForceWrite(T item, out T? displaced)
    {
        if (!overwrites)
        {
            throw new NotSupportedException(
                "A lossless broadcast gives up no value, for some receiver would miss it. Wait with WriteAsync, cut off who does not read with Evict, or take Broadcast.Lagging, which tells receivers what they missed.");
        }

        BroadcastAftermath<T> after = default;
        WriteStatus status;
        using (_gate.Enter()) status = WriteLocked(item, ref after, out displaced);
        after.Run();
        return status;
    }

    public WriteStatus TryReserve(int count)
    {
        using (_gate.Enter())
        {
            if (IsClosedLocked) return WriteStatus.Closed;
            if (!HasRoomLocked(count)) return WriteStatus.Full;
            _reserved += count;
            return WriteStatus.Written;
        }
    }

    public ValueTask<bool> ReserveAsync(int count, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<bool>(cancellationToken);
        BroadcastWrite<T> wait;
        using (_gate.Enter())
        {
            if (IsClosedLocked) return new ValueTask<bool>(false);
            if (HasRoomLocked(count))
            {
                _reserved += count;
                return new ValueTask<bool>(true);
            }

            wait = WaitLocked(default!, count, isHint: false);
        }

        return new ValueTask<bool>(wait, wait.Begin(cancellationToken));
    }

    public void WriteReserved(T item)
    {
        BroadcastAftermath<T> after = default;
        using (_gate.Enter())
        {
            _reserved--;
            if (_receivers != 0) AppendLocked(item, ref after, out _);
            else after.Drop(item);
            if (IsEndedLocked) EndLocked(ref after);
        }

        after.Run();
    }

    public void Unreserve(int count)
    {
        BroadcastAftermath<T> after = default;
        using (_gate.Enter())
        {
            _reserved -= count;
            AdmitLocked(ref after);
            if (IsEndedLocked) EndLocked(ref after);
        }

        after.Run();
    }

    public bool TryAddSender()
    {
        using (_gate.Enter())
        {
            if (_senders == 0) return false;
            _senders++;
            return true;
        }
    }

    public void RemoveSender()
    {
        BroadcastAftermath<T> after = default;
        using (_gate.Enter())
        {
            if (--_senders == 0) CompleteLocked(null, ref after);
        }

        after.Run();
    }

    public bool TryEnlistWrite(WriteWaiter<T> waiter)
    {
        using (_gate.Enter())
        {
            if (IsClosedLocked || HasRoomLocked(Math.Max(1, waiter.Reserved))) return false;
            _writers.Add(waiter);
            return true;
        }
    }

    public void DelistWrite(WriteWaiter<T> waiter) => TryLeave(waiter);

    /// <summary>Takes a wait out of the line; false if it was taken out before.</summary>
    internal bool TryLeave(WriteWaiter<T> waiter)
    {
        BroadcastAftermath<T> after = default;
        using (_gate.Enter())
        {
            if (!_writers.Remove(waiter)) return false;
            // It may have stood in the way of others: it wanted more room than they do.
            AdmitLocked(ref after);
        }

        after.Run();
        return true;
    }

    internal void Recycle(BroadcastWrite<T> wait) => _writeWaits.Return(wait, _gate);

    // Nobody passes those who wait.
    private bool HasRoomLocked(int count) => _writers.IsEmpty && RoomLocked >= count;

    private WriteStatus WriteLocked(T item, ref BroadcastAftermath<T> after, out T? displaced)
    {
        displaced = default;
        if (IsClosedLocked) return WriteStatus.Closed;
        if (!HasRoomLocked(1)) return WriteStatus.Full;
        return AppendLocked(item, ref after, out displaced) ? WriteStatus.Displaced : WriteStatus.Written;
    }

    /// <summary>Gives the value to each receiver that waits, and keeps it for the others; tells whether the oldest had to go for it.</summary>
    private bool AppendLocked(T item, ref BroadcastAftermath<T> after, out T? displaced)
    {
        bool isFull = _ring.IsFull;
        displaced = isFull ? _ring.DropOldest() : default;

        int served = 0;
        Subscription<T>? next = _waiting;
        while (next is { } subscription)
        {
            next = subscription.NextWaiting;
            if (subscription.TryServeLocked(item, ref after.Wakes)) served++;
        }

        _ring.Append(item, served);
        return isFull;
    }

    /// <summary>Gives the room there is to those who wait longest.</summary>
    private void AdmitLocked(ref BroadcastAftermath<T> after)
    {
        while (_writers.First is { } writer && RoomLocked >= Math.Max(1, writer.Reserved))
        {
            _writers.Remove(writer);
            // A select that has taken something else already.
            if (!writer.TryClaim()) continue;
            T item = writer.Item;
            if (writer.IsHint) writer.TellLook();
            else writer.Accept();
            if (writer.Reserved != 0) _reserved += writer.Reserved;
            else if (!writer.IsHint) AppendLocked(item, ref after, out _);
            after.Wakes.Add(writer);
        }
    }

    private BroadcastWrite<T> WaitLocked(T item, int reserved, bool isHint)
    {
        BroadcastWrite<T> wait = _writeWaits.Rent() ?? new BroadcastWrite<T>(this);
        wait.Item = item;
        wait.Reserved = reserved;
        wait.IsHint = isHint;
        _writers.Add(wait);
        return wait;
    }
}
