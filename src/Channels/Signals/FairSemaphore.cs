using Channels.Atomics;
using Channels.Waiting;

namespace Channels;

/// <summary>A semaphore that serves first come first served, for one permit or for many: tokio's <c>Semaphore</c>.</summary>
/// <remarks>
/// <para>
/// Who waits longest gets what is given back. If that is not enough for what it wants, it gathers, and everybody behind it
/// waits, also those who want less; nobody who comes later passes, <see cref="TryAcquire(out SemaphorePermit, int)"/>
/// included. So a large request is never starved by small ones, which <c>SemaphoreSlim</c>, whose order is not promised,
/// cannot say.
/// </para>
/// <para>
/// Every wait is cancel-safe: one that is cancelled holds nothing, and what it had gathered goes to those behind it; one
/// that was given its permits before its token was cancelled has them, and is not cancelled. So cancel by the token: a
/// wait that nobody looks at any more still takes its permits. Waiting allocates nothing once the semaphore was waited
/// for before, with a token or without. Safe from any thread, and nothing to dispose.
/// </para>
/// </remarks>
public sealed partial class FairSemaphore : IAwaitedLine<SemaphorePermit>, ISelectableReads<SemaphorePermit>
{
    private const int MostHoldsKept = 64;

    // Guards everything below.
    private readonly Gate _gate = new();

    // Who waits; the first of them wants more than there is in _free.
    private WaiterLine<ReadWaiter<SemaphorePermit>> _line;
    private WaiterPool<AwaitedRead<SemaphorePermit>> _pool;

    // Permits that nobody holds. While somebody waits they are what the first in line has gathered.
    private int _free;

    // With those that are held; never above int.MaxValue, so that giving back cannot fail.
    private int _total;
    private bool _isClosed;
    private SemaphoreHold? _hold;
    private int _holds;

    /// <summary>A semaphore with so many permits.</summary>
    /// <param name="permits">0 or more; with 0, <see cref="AddPermits"/> brings the first.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="permits"/> is below 0.</exception>
    public FairSemaphore(int permits)
    {
        if (permits < 0)
            throw new ArgumentOutOfRangeException(nameof(permits), permits, "A semaphore begins with 0 permits or more.");
        _free = _total = permits;
    }

    /// <summary>How many permits could be acquired now without a wait; 0 while somebody waits, whatever the first in line has gathered. A moment later there may be more or fewer.</summary>
    public int Available
    {
        get
        {
            using (_gate.Enter()) return _line.IsEmpty ? _free : 0;
        }
    }

    /// <summary>Whether it gives no more permits.</summary>
    public bool IsClosed
    {
        get
        {
            using (_gate.Enter()) return _isClosed;
        }
    }

    Exception IAwaitedLine<SemaphorePermit>.EndOfReads => new SemaphoreClosedException();

    /// <summary>Adds permits, beyond those it began with; they go to who waits first.</summary>
    /// <param name="count">0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 0.</exception>
    /// <exception cref="SemaphoreFullException">There would be more than <see cref="int.MaxValue"/>, those that are held included; none was added.</exception>
    public void AddPermits(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        WaiterChain served;
        using (_gate.Enter())
        {
            if (count > int.MaxValue - _total)
                throw new SemaphoreFullException($"The semaphore has {_total:N0} permits and cannot have {count:N0} more: {int.MaxValue:N0} is the most.");
            _total += count;
            _free += count;
            served = ServeLocked();
        }

        served.Finish();
    }

    /// <summary>Takes permits out for ever, of those that are available: never more, and none that are held or gathered by who waits.</summary>
    /// <param name="count">0 or more.</param>
    /// <returns>How many were taken out, which may be fewer.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 0.</exception>
    public int ForgetPermits(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        using (_gate.Enter())
        {
            if (!_line.IsEmpty) return 0;
            int taken = Math.Min(count, _free);
            _free -= taken;
            _total -= taken;
            return taken;
        }
    }

    /// <summary>Gives no more permits: who waits gets a <see cref="SemaphoreClosedException"/>, and so does who comes later. Permits that are held can be used and given back as before.</summary>
    /// <returns><see langword="true"/> for the call that closed it.</returns>
    public bool Close()
    {
        WaiterChain told = default;
        using (_gate.Enter())
        {
            if (_isClosed) return false;
            _isClosed = true;
            while (_line.TakeFirst() is { } waiter)
            {
                waiter.TellClosed();
                told.Add(waiter);
            }
        }

        told.Finish();
        return true;
    }

    /// <summary>Gives permits back, and the hold that they were all of.</summary>
    internal void Release(int count, SemaphoreHold? ended)
    {
        WaiterChain served;
        using (_gate.Enter())
        {
            KeepLocked(ended);
            _free += count;
            served = ServeLocked();
        }

        served.Finish();
    }

    /// <summary>Permits that were held will not come back.</summary>
    internal void Forgotten(int count, SemaphoreHold ended)
    {
        using (_gate.Enter())
        {
            KeepLocked(ended);
            _total -= count;
        }
    }

    /// <summary>A permit for what was taken out of another.</summary>
    internal SemaphorePermit Hold(int count)
    {
        using (_gate.Enter()) return HoldLocked(count);
    }

    /// <summary>Keeps a hold whose round is over for the next permit.</summary>
    internal void Keep(SemaphoreHold ended)
    {
        using (_gate.Enter()) KeepLocked(ended);
    }

    bool ISelectableReads<SemaphorePermit>.TryEnlistRead(ReadWaiter<SemaphorePermit> waiter)
    {
        using (_gate.Enter())
        {
            if (_isClosed || (_line.IsEmpty && waiter.Wanted <= _free)) return false;
            _line.Add(waiter);
            return true;
        }
    }

    void ISelectableReads<SemaphorePermit>.DelistRead(ReadWaiter<SemaphorePermit> waiter) => Delist(waiter);

    bool IAwaitedLine<SemaphorePermit>.DelistRead(ReadWaiter<SemaphorePermit> waiter) => Delist(waiter);

    void IAwaitedLine<SemaphorePermit>.Recycle(AwaitedRead<SemaphorePermit> waiter) => _pool.Return(waiter, _gate);

    private bool Delist(ReadWaiter<SemaphorePermit> waiter)
    {
        WaiterChain served;
        using (_gate.Enter())
        {
            if (!_line.Remove(waiter)) return false;
            // What it had gathered may be enough for those behind it.
            served = ServeLocked();
        }

        served.Finish();
        return true;
    }

    /// <summary>Serves those for whom there is enough, in order, and stops at the first for whom there is not.</summary>
    private WaiterChain ServeLocked()
    {
        WaiterChain served = default;
        while (_line.First is { } first && first.Wanted <= _free)
        {
            _line.Remove(first);
            if (!first.TryClaim()) continue;
            first.HandOver(TakeLocked(first.Wanted));
            served.Add(first);
        }

        return served;
    }

    private SemaphorePermit TakeLocked(int count)
    {
        _free -= count;
        return HoldLocked(count);
    }

    private void KeepLocked(SemaphoreHold? ended)
    {
        if (ended is null || _holds == MostHoldsKept) return;
        ended.Next = _hold;
        _hold = ended;
        _holds++;
    }

    private SemaphorePermit HoldLocked(int count)
    {
        SemaphoreHold? hold = _hold;
        if (hold is null) return new SemaphoreHold(this).Begin(count);
        _hold = hold.Next;
        hold.Next = null;
        _holds--;
        return hold.Begin(count);
    }
}
