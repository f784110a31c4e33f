using Channels.Atomics;
using Channels.Waiting;

namespace Channels;

// What receivers do: try, look, and wait.
internal sealed partial class MpmcChannel<T>
{
    // Open, and nobody waits for the room that comes free: the value is taken, and that is all.
    private bool IsPlainRead => _limit >= 0 && _writers.IsEmpty;

    public ReadStatus TryRead(out T item)
    {
        // Left by hand, not by a finally, which costs: nothing here can throw.
        Gate.Held held = _gate.Enter();
        if (IsPlainRead && _queue.TryDequeue(out item))
        {
            _count--;
            held.Dispose();
            return ReadStatus.Read;
        }

        return TryReadSlow(held, out item);
    }

    public ValueTask<T> ReadAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<T>(cancellationToken);
        Gate.Held held = _gate.Enter();
        if (IsPlainRead && _queue.TryDequeue(out T item))
        {
            _count--;
            held.Dispose();
            return new ValueTask<T>(item);
        }

        return ReadSlowAsync(held, cancellationToken);
    }

    public ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<bool>(cancellationToken);
        MpmcReadHint<T> waiter;
        using (_gate.Enter())
        {
            if (_count != 0 || (_isRendezvous && !_writers.IsEmpty)) return new ValueTask<bool>(true);
            if (_isEnded) return Closing.Wait(Error);
            ThrowIfSecondReader();
            waiter = RentHint();
            _readHints.Add(waiter);
        }

        return waiter.AsWait(cancellationToken);
    }

    public bool TryPeek(out T item)
    {
        using (_gate.Enter())
        {
            if (_count != 0)
            {
                item = _heap is null ? _queue.Peek() : _heap.Peek();
                return true;
            }

            if (_isRendezvous && _writers.First is { } writer)
            {
                item = writer.Item;
                return true;
            }

            item = default!;
            return false;
        }
    }

    public int TryReadMany(Span<T> destination)
    {
        int taken = 0;
        Afterwards afterwards = default;
        using (_gate.Enter())
        {
            try
            {
                while (taken < destination.Length && Take(out T item, ref afterwards) == ReadStatus.Read) destination[taken++] = item;
            }
            catch (Exception) when (taken != 0)
            {
                // A comparer's. What was taken must not be lost; it throws again in the next call.
            }
        }

        Finish(ref afterwards);
        return taken;
    }

    private ReadStatus TryReadSlow(Gate.Held held, out T item)
    {
        Afterwards afterwards = default;
        ReadStatus status;
        using (held) status = Take(out item, ref afterwards);
        Finish(ref afterwards);
        return status;
    }

    private ValueTask<T> ReadSlowAsync(Gate.Held held, CancellationToken cancellationToken)
    {
        Afterwards afterwards = default;
        MpmcReadWaiter<T>? waiter = null;
        T item;
        ReadStatus status;
        using (held)
        {
            status = Take(out item, ref afterwards);
            if (status == ReadStatus.Empty)
            {
                waiter = RentReader();
                JoinReaders(waiter, ref afterwards);
            }
        }

        Finish(ref afterwards);
        if (waiter is not null) return waiter.AsRead(cancellationToken);
        return status == ReadStatus.Read ? new ValueTask<T>(item) : Closing.Read<T>(Error);
    }

    /// <summary>Under the gate: takes the next value, and lets in who waits for its room.</summary>
    private ReadStatus Take(out T item, ref Afterwards afterwards)
    {
        if (_count == 0)
        {
            if (_isRendezvous && TryTakeFromWriter(out item, ref afterwards)) return ReadStatus.Read;
            item = default!;
            return _isEnded ? ReadStatus.Closed : ReadStatus.Empty;
        }

        item = TakeHeld();
        Admit(ref afterwards);
        EndIfDrained(ref afterwards);
        return ReadStatus.Read;
    }

    private void JoinReaders(ReadWaiter<T> waiter, ref Afterwards afterwards)
    {
        ThrowIfSecondReader();
        if (waiter.IsHint)
        {
            _readHints.Add(waiter);
            return;
        }

        _readers.Add(waiter);
        // Of a rendezvous a waiting reader is room for one.
        while (_writeHints.TakeFirst() is { } hint)
        {
            hint.TellLook();
            afterwards.Woken.Add(hint);
        }
    }

    private void ThrowIfSecondReader()
    {
        if (_hasOneReader && !(_readers.IsEmpty && _readHints.IsEmpty)) throw SingleReaderErrors.SecondReader();
    }
}
