using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Channels.Waiting;

/// <summary>Those who wait for the same thing, first come first served; leaving takes the same few steps from anywhere. Guarded by its owner's gate.</summary>
internal struct WaiterLine<TWaiter>
    where TWaiter : LineWaiter
{
    private LineWaiter? _first;
    private LineWaiter? _last;

    public readonly bool IsEmpty => _first is null;

    /// <summary>Who waits longest; left where it is.</summary>
    // Only these are added; a cast would be looked up for every wait.
    public readonly TWaiter? First => Unsafe.As<TWaiter?>(_first);

    public void Add(TWaiter waiter)
    {
        Debug.Assert(!waiter.IsInLine, "a wait stands in one line");
        Debug.Assert(waiter.Next is null && waiter.Previous is null, "a wait that stands nowhere has no neighbours");
        waiter.IsInLine = true;
        if (_last is { } last)
        {
            waiter.Previous = last;
            last.Next = waiter;
        }
        else
        {
            _first = waiter;
        }

        _last = waiter;
    }

    /// <summary>Takes a wait out; false if it does not stand here any more.</summary>
    public bool Remove(TWaiter waiter)
    {
        if (!waiter.IsInLine) return false;
        waiter.IsInLine = false;
        if (ReferenceEquals(_first, _last))
        {
            // The only one, as nearly always; a reference that is cleared costs less than one that is set.
            _first = _last = null;
            return true;
        }

        if (waiter.Previous is null) _first = waiter.Next;
        else waiter.Previous.Next = waiter.Next;
        if (waiter.Next is null) _last = waiter.Previous;
        else waiter.Next.Previous = waiter.Previous;
        waiter.Next = waiter.Previous = null;
        return true;
    }

    /// <summary>Takes out who waits longest and can still be had; null if there is nobody. To be completed outside the gate.</summary>
    public TWaiter? TakeFirst()
    {
        while (First is { } waiter)
        {
            Remove(waiter);
            if (waiter.TryClaim()) return waiter;
        }

        return null;
    }

    /// <summary>Takes out who waits least and can still be had; null if there is nobody. To be completed outside the gate.</summary>
    public TWaiter? TakeLast()
    {
        while (_last is TWaiter waiter)
        {
            Remove(waiter);
            if (waiter.TryClaim()) return waiter;
        }

        return null;
    }

    /// <summary>Takes everybody out who can still be had; the first of a chain by <c>Next</c>, for <see cref="FinishAll"/>.</summary>
    public TWaiter? TakeAll()
    {
        LineWaiter? first = null;
        LineWaiter? last = null;
        while (TakeFirst() is { } waiter)
        {
            if (last is null) first = waiter;
            else last.Next = waiter;
            last = waiter;
        }

        return (TWaiter?)first;
    }

    /// <summary>Completes a chain of waits that were taken out; outside the gate.</summary>
    public static void FinishAll(LineWaiter? chain)
    {
        while (chain is { } waiter)
        {
            // Before it is completed: from then on it may be in line again.
            chain = waiter.Next;
            waiter.Next = null;
            waiter.Finish();
        }
    }
}
