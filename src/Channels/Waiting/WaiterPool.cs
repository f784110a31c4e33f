using Channels.Atomics;

namespace Channels.Waiting;

/// <summary>Waits whose result was collected, to be used again: the first one stays at hand, further ones are kept under their owner's gate, a bounded number.</summary>
internal struct WaiterPool<TWaiter>
    where TWaiter : LineWaiter
{
    private const int MostKept = 256;

    // Set once, by compare-and-swap, to the first wait that comes back. It says itself whether it is free, so that a lone
    // waiter comes and goes without the gate and without a locked instruction.
    private TWaiter? _first;

    // Linked by Next; guarded by the gate.
    private LineWaiter? _kept;
    private int _keptCount;

    /// <summary>Takes one out, under the gate; null if a new one has to be made.</summary>
    public TWaiter? Rent()
    {
        if (Atomic.Read(ref _first) is { } first && first.TryReuse()) return first;
        if (_kept is not { } kept) return null;
        _kept = kept.Next;
        kept.Next = null;
        _keptCount--;
        return (TWaiter)kept;
    }

    /// <summary>Keeps one, outside the gate.</summary>
    public void Return(TWaiter waiter, Gate gate)
    {
        TWaiter? first = Atomic.Read(ref _first);
        if (ReferenceEquals(first, waiter) || (first is null && Atomic.CompareExchange(ref _first, waiter, null) is null))
        {
            waiter.SetFree();
            return;
        }

        using (gate.Enter())
        {
            if (_keptCount == MostKept) return;
            waiter.Next = _kept;
            _kept = waiter;
            _keptCount++;
        }
    }
}
