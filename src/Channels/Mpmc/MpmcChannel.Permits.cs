using System.Runtime.ExceptionServices;

namespace Channels;

// Room that is set aside. It counts as used, until a value is written into it, which then counts, or it is given back.
internal sealed partial class MpmcChannel<T>
{
    public WriteStatus TryReserve(int count)
    {
        ThrowIfRendezvous();
        using (_gate.Enter())
        {
            if (IsClosed) return WriteStatus.Closed;
            if (!_writers.IsEmpty || !HasRoom(count)) return WriteStatus.Full;
            _reserved += count;
            return WriteStatus.Written;
        }
    }

    public ValueTask<bool> ReserveAsync(int count, CancellationToken cancellationToken)
    {
        ThrowIfRendezvous();
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<bool>(cancellationToken);
        MpmcWriteWaiter<T> waiter;
        using (_gate.Enter())
        {
            if (IsClosed) return new ValueTask<bool>(false);
            if (_writers.IsEmpty && HasRoom(count))
            {
                _reserved += count;
                return new ValueTask<bool>(true);
            }

            waiter = RentWriter();
            waiter.Reserved = count;
            _writers.Add(waiter);
        }

        return waiter.AsWait(cancellationToken);
    }

    public void WriteReserved(T item)
    {
        Afterwards afterwards = default;
        Exception? failure = null;
        bool isForNobody;
        using (_gate.Enter())
        {
            // The last receiver takes out what is held once, under this gate, after it stopped counting: what comes
            // later finds the count at 0, and what came before is found.
            isForNobody = _isDiscarded || ReceiverCount == 0;
            _reserved--;
            try
            {
                if (!isForNobody) HandOverOrKeep(item, ref afterwards);
            }
            catch (Exception thrown) when (_heap is not null)
            {
                // The comparer's. The permit is used up, so its room goes to the next in line all the same.
                failure = thrown;
            }

            // A value that was handed over needs no room.
            Admit(ref afterwards);
            EndIfDrained(ref afterwards);
        }

        Finish(ref afterwards);
        if (isForNobody) Discarded.Dispose([item]);
        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
    }

    public void Unreserve(int count)
    {
        Afterwards afterwards = default;
        using (_gate.Enter())
        {
            _reserved -= count;
            Admit(ref afterwards);
            EndIfDrained(ref afterwards);
        }

        Finish(ref afterwards);
    }

    private void ThrowIfRendezvous()
    {
        if (_isRendezvous)
            throw new NotSupportedException("A rendezvous holds nothing, so there is no room to set aside: only a receiver that waits can take a value, and it may give up at any time. Use WriteAsync, or a channel with a capacity.");
    }
}
