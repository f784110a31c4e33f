namespace Channels.Waiting;

/// <summary>Waits that were taken out of their lines under a gate, to be completed once it is left, in the order they were added.</summary>
internal struct WaiterChain
{
    private LineWaiter? _first;
    private LineWaiter? _last;

    /// <summary>Adds a wait that stands in no line.</summary>
    public void Add(LineWaiter waiter)
    {
        if (_last is null) _first = waiter;
        else _last.Next = waiter;
        _last = waiter;
    }

    /// <summary>Lets them all go on; outside the gate.</summary>
    public void Finish()
    {
        LineWaiter? next = _first;
        _first = _last = null;
        while (next is { } waiter)
        {
            // Before it is completed: from then on it may be in line again.
            next = waiter.Next;
            waiter.Next = null;
            waiter.Finish();
        }
    }
}
