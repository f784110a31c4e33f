using System.Diagnostics;
using Channels.Atomics;
using Channels.Waiting;

namespace Channels;

internal sealed partial class MpscWriters<T>
{
    // How much room open permits hold. Written under the gate.
    private int _reserved;

    // Whether there ever was a permit; said before the Waiting flag is raised for one, and never taken back.
    private bool _hasPermits;

    // The queue takes no more values, but its ring stays open for those of permits. Written under the gate.
    private bool _isClosing;

    // Nobody reads any more: what permits still bring is let go of. Guarded by the gate.
    private bool _isDiscarding;

    /// <summary>Whether producers that find the Waiting flag have to ask here; pairs with AnnouncePermitsLocked.</summary>
    public bool HasPermits => Atomic.Read(ref _hasPermits);

    /// <summary>Whether the queue was closed while a permit was open; pairs with the write in Close.</summary>
    public bool IsClosing => Atomic.Read(ref _isClosing);

    /// <summary>How much room open permits hold.</summary>
    public int Reserved => Atomic.Read(ref _reserved);

    private long RoomLocked => queue.RoomLeft - _reserved;

    /// <summary>Offers a value, for a producer that was sent here by the flag: there may be room beside that of permits.</summary>
    public WriteStatus TryEnqueue(T item)
    {
        WriteStatus status;
        bool mustWake = false;
        using (_gate.Enter())
        {
            if (_isClosing || queue.IsSealed) return WriteStatus.Closed;
            if (!_line.IsEmpty || RoomLocked < 1) return WriteStatus.Full;
            status = queue.TryEnqueueForWaiter(item, out mustWake);
        }

        if (mustWake) queue.WakeForItem();
        return status;
    }

    /// <summary>Sets room aside, all or none, unless others wait for it.</summary>
    public WriteStatus TryReserve(int count)
    {
        using (_gate.Enter())
        {
            if (_isClosing) return WriteStatus.Closed;
            if (!_line.IsEmpty) return WriteStatus.Full;
            AnnouncePermitsLocked();
            if (!queue.TrySetWaiting(true)) return WriteStatus.Closed;
            // Only now that the flag is up is it ours to count.
            bool fits = RoomLocked >= count;
            if (fits) Atomic.Write(ref _reserved, checked(_reserved + count));
            RestLocked();
            return fits ? WriteStatus.Written : WriteStatus.Full;
        }
    }

    /// <summary>Waits for room and sets it aside; null when the queue is closed.</summary>
    public ValueTask<bool>? ReserveAsync(int count, CancellationToken cancellationToken) =>
        Join(default!, isHint: false, count)?.AsWait(cancellationToken);

    /// <summary>Puts a value into room that was set aside.</summary>
    /// <returns>False if nobody reads any more, and the value was not taken.</returns>
    public bool WriteReserved(T item)
    {
        bool isTaken;
        bool mustWake = false;
        bool mustWakeForEnd;
        using (_gate.Enter())
        {
            Debug.Assert(_reserved > 0, "a permit is for room that was set aside");
            Atomic.Write(ref _reserved, _reserved - 1);
            isTaken = !_isDiscarding && queue.TryEnqueueForWaiter(item, out mustWake) == WriteStatus.Written;
            mustWakeForEnd = SealLocked();
            RestLocked();
        }

        if (mustWake) queue.WakeForItem();
        if (mustWakeForEnd) queue.WakeForEnd();
        return isTaken;
    }

    /// <summary>Gives room back that was set aside, to those who wait longest.</summary>
    public void Unreserve(int count)
    {
        WriteWaiter<T>? admitted;
        bool mustWake;
        bool mustWakeForEnd;
        using (_gate.Enter())
        {
            Debug.Assert(_reserved >= count, "what is given back was set aside");
            Atomic.Write(ref _reserved, _reserved - count);
            mustWakeForEnd = SealLocked();
            admitted = AdmitLocked(out mustWake);
        }

        if (mustWakeForEnd) queue.WakeForEnd();
        Complete(admitted, mustWake);
    }

    /// <summary>Closes the queue, and its ring as soon as no permit is open; everybody who waits is told, and their values were not taken.</summary>
    /// <returns>True for the call that closed it.</returns>
    public bool Close()
    {
        WriteWaiter<T>? told;
        bool isFirst;
        bool mustWakeForEnd = false;
        using (_gate.Enter())
        {
            if (_reserved != 0)
            {
                isFirst = !_isClosing;
                // The flag is up for the permits: it sends producers here, where they see this.
                Atomic.Write(ref _isClosing, true);
            }
            else
            {
                isFirst = queue.TryCloseRing(isGated: true, out mustWakeForEnd)!.Value;
            }

            told = _line.TakeAll();
            for (LineWaiter? writer = told; writer is not null; writer = writer.Next)
            {
                ((WriteWaiter<T>)writer).TellClosed();
            }

            Atomic.Write(ref _anyWaiting, false);
        }

        WaiterLine<WriteWaiter<T>>.FinishAll(told);
        if (mustWakeForEnd) queue.WakeForEnd();
        return isFirst;
    }

    /// <summary>Lets go of what permits bring from now on; the queue is closed.</summary>
    public void Discard()
    {
        // Under the gate: a value of a permit is in the ring already, where the discarder finds it, or will be refused.
        using (_gate.Enter()) _isDiscarding = true;
    }

    /// <summary>Says that there are permits, before the flag is raised for one: who finds the flag finds this.</summary>
    private void AnnouncePermitsLocked()
    {
        if (!_hasPermits) Atomic.Write(ref _hasPermits, true);
    }

    /// <summary>Closes the ring of a closed queue once no permit is open; tells whether the consumer sleeps and has to be woken for the end.</summary>
    private bool SealLocked()
    {
        bool mustWake = false;
        if (_isClosing && _reserved == 0) queue.TryCloseRing(isGated: true, out mustWake);
        return mustWake;
    }
}
