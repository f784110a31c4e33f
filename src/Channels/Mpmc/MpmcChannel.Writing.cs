using System.Threading.Channels;
using Channels.Atomics;
using Channels.Waiting;

namespace Channels;

// What senders do: try, wait, and force.
internal sealed partial class MpmcChannel<T>
{
    // Open, with room, and nobody waits: the value is put at the end of the queue, and that is all.
    private bool IsPlainWrite => _count + _reserved < _limit && _writers.IsEmpty && _readers.IsEmpty && _readHints.IsEmpty;

    public WriteStatus TryWrite(T item)
    {
        // Left by hand, not by a finally, which costs: nothing here can throw.
        Gate.Held held = _gate.Enter();
        if (IsPlainWrite && _queue.TryEnqueue(item))
        {
            _count++;
            held.Dispose();
            return WriteStatus.Written;
        }

        return TryWriteSlow(held, item);
    }

    public ValueTask WriteAsync(T item, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled(cancellationToken);
        Gate.Held held = _gate.Enter();
        if (IsPlainWrite && _queue.TryEnqueue(item))
        {
            _count++;
            held.Dispose();
            return default;
        }

        return WriteSlowAsync(held, item, cancellationToken);
    }

    public ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<bool>(cancellationToken);
        MpmcWriteWaiter<T> waiter;
        using (_gate.Enter())
        {
            if (IsClosed) return Closing.Wait(Error);
            if (_dropped is not null && _fullMode != BoundedChannelFullMode.Wait) return new ValueTask<bool>(true);
            if (_isRendezvous ? !_readers.IsEmpty : _writers.IsEmpty && HasRoom(1)) return new ValueTask<bool>(true);
            waiter = RentWriter();
            waiter.IsHint = true;
            LineOf(waiter).Add(waiter);
        }

        return waiter.AsWait(cancellationToken);
    }

    public int TryWriteMany(ReadOnlySpan<T> items)
    {
        int written = 0;
        if (_dropped is not null)
        {
            // Each may drop one, which is told outside the gate.
            while (written < items.Length && TryWrite(items[written]) == WriteStatus.Written) written++;
            return written;
        }

        Afterwards afterwards = default;
        using (_gate.Enter())
        {
            try
            {
                while (written < items.Length && Put(items[written], ref afterwards) == WriteStatus.Written) written++;
            }
            catch (Exception) when (written != 0)
            {
                // A comparer's. Those before were written, and are counted; it throws again in the next call.
            }
        }

        Finish(ref afterwards);
        return written;
    }

    /// <remarks>If permits hold all the room there is no value to give up but the new one: it comes back.</remarks>
    public WriteStatus ForceWrite(T item, out T? displaced)
    {
        // As with the ring that has the same door.
        if (_hasOneReader) throw SingleReaderErrors.OldestIsTheReceivers();
        if (_isRendezvous) throw new NotSupportedException("A rendezvous holds no value that could make room. Use TryWrite, which succeeds if a receiver waits.");
        if (_heap is not null && Capacity is not null)
            throw new NotSupportedException("A prioritized channel does not know its oldest value. Use TryWrite, or a bounded channel that is not prioritized.");

        displaced = default;
        WriteStatus status = WriteStatus.Written;
        Afterwards afterwards = default;
        using (_gate.Enter())
        {
            if (IsClosed) return WriteStatus.Closed;
            if (HasRoom(1))
            {
                HandOverOrKeep(item, ref afterwards);
            }
            else if (!TryHandOver(item, ref afterwards))
            {
                displaced = DisplaceOldest(item);
                status = WriteStatus.Displaced;
            }
        }

        Finish(ref afterwards);
        return status;
    }

    private WriteStatus TryWriteSlow(Gate.Held held, T item)
    {
        Afterwards afterwards = default;
        WriteStatus status;
        bool isDropped = false;
        T dropped = default!;
        using (held)
        {
            status = Put(item, ref afterwards);
            if (status == WriteStatus.Full && _fullMode != BoundedChannelFullMode.Wait)
            {
                // Somebody may wait for a value although there is no room: permits hold it.
                isDropped = !TryHandOver(item, ref afterwards);
                if (isDropped) dropped = Drop(item);
                status = WriteStatus.Written;
            }
        }

        Finish(ref afterwards);
        if (isDropped) _dropped!(dropped);
        return status;
    }

    private ValueTask WriteSlowAsync(Gate.Held held, T item, CancellationToken cancellationToken)
    {
        if (_fullMode != BoundedChannelFullMode.Wait)
            return TryWriteSlow(held, item) == WriteStatus.Written ? default : Closing.Write(Error);

        Afterwards afterwards = default;
        MpmcWriteWaiter<T>? waiter = null;
        WriteStatus status;
        using (held)
        {
            status = Put(item, ref afterwards);
            if (status == WriteStatus.Full)
            {
                waiter = RentWriter();
                waiter.Item = item;
                JoinWriters(waiter, ref afterwards);
            }
        }

        Finish(ref afterwards);
        if (waiter is not null) return waiter.AsWrite(cancellationToken);
        return status == WriteStatus.Written ? default : Closing.Write(Error);
    }

    /// <summary>Under the gate: lets a value in if that takes no wait and passes nobody.</summary>
    private WriteStatus Put(T item, ref Afterwards afterwards)
    {
        if (IsClosed) return WriteStatus.Closed;
        if (_isRendezvous) return TryHandOver(item, ref afterwards) ? WriteStatus.Written : WriteStatus.Full;
        if (!_writers.IsEmpty || !HasRoom(1)) return WriteStatus.Full;
        HandOverOrKeep(item, ref afterwards);
        return WriteStatus.Written;
    }

    private void JoinWriters(WriteWaiter<T> waiter, ref Afterwards afterwards)
    {
        LineOf(waiter).Add(waiter);
        // Of a rendezvous a waiting writer is a value that is there.
        if (_isRendezvous && !waiter.IsHint) TellReadHints(ref afterwards);
    }

    /// <summary>Under the gate, of a full channel: which value is dropped, as its mode says.</summary>
    private T Drop(T item) => _fullMode switch
    {
        BoundedChannelFullMode.DropOldest => DisplaceOldest(item),
        BoundedChannelFullMode.DropNewest when _count != 0 => _queue.ReplaceLast(item),
        _ => item,
    };

    private T DisplaceOldest(T item)
    {
        if (_count == 0) return item;
        _queue.TryDequeue(out T oldest);
        _queue.Enqueue(item);
        return oldest;
    }
}
