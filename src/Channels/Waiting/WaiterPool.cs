using Channels.Atomics;

namespace Channels.Waiting;

/// <summary>Waits whose result was collected, to be used again: one lies ready, further ones are kept under their owner's gate, a bounded number.</summary>
internal struct WaiterPool<TWaiter>
    where TWaiter : LineWaiter
{
    private const int MostKept = 256;

    // Exchanged and compared-and-swapped, by anyone, so that a lone waiter does not need the gate to come back.
    private TWaiter? _ready;

    // Linked by Next; guarded by the gate.
    private LineWaiter? _kept;
    private int _keptCount;

    /// <summary>Takes one out, under the gate; null if a new one has to be made.</summary>
    public TWaiter? Rent()
    {
        if (Atomic.Exchange(ref _ready, null) is { } ready) return ready;
        if (_kept is not { } kept) return null;
        _kept = kept.Next;
        kept.Next = null;
        _keptCount--;
        return (TWaiter)kept;
    }

    /// <summary>Keeps one, outside the gate.</summary>
    public void Return(TWaiter waiter, Gate gate)
    {
        if (Atomic.CompareExchange(ref _ready, waiter, null) is null) return;
        using (gate.Enter())
        {
            if (_keptCount == MostKept) return;
            waiter.Next = _kept;
            _kept = waiter;
            _keptCount++;
        }
    }
}
