using Channels.Atomics;

namespace Channels.Buffers;

/// <summary>The slots of rings that were drained, for the next ones: a queue that lags behind goes round through them and allocates nothing.</summary>
/// <remarks>
/// Held weakly: what nobody has taken when the collector comes is given back, so a burst leaves nothing behind. A queue's
/// own, and not a pool for all, so that whoever reads a queue from two threads at once breaks no other.
/// </remarks>
internal sealed class SpareRings<T>
{
    // Of at most 84 KB each. With 8 the flood of one writer to one reader was still left to the collector by a quarter.
    private const int Most = 32;

    // A place is filled by a write and emptied by an exchange, so two never take the same slots. Two who fill the same
    // place at once forget one of the two, which is the collector's then.
    private readonly WeakReference<RingSegment<T>.Slot[]?[]> _places;

    public SpareRings()
    {
        RingSegment<T>.Slot[]?[] places = new RingSegment<T>.Slot[Most][];
        Interleave.Hold(this, places);
        _places = new WeakReference<RingSegment<T>.Slot[]?[]>(places);
    }

    /// <summary>Keeps slots that nobody uses any more, unless there are enough.</summary>
    public void Keep(RingSegment<T>.Slot[] slots)
    {
        if (!_places.TryGetTarget(out RingSegment<T>.Slot[]?[]? places)) _places.SetTarget(places = new RingSegment<T>.Slot[Most][]);
        foreach (ref RingSegment<T>.Slot[]? place in places.AsSpan())
        {
            if (Atomic.Read(ref place) is not null) continue;
            // Every number as in new ones, or what lay here before would look published.
            Array.Clear(slots);
            // Pairs with the exchange in TryTake: who takes them finds them cleared.
            Atomic.Write(ref place, slots);
            return;
        }
    }

    /// <summary>Takes the slots of one ring; from any thread.</summary>
    public RingSegment<T>.Slot[]? TryTake()
    {
        if (!_places.TryGetTarget(out RingSegment<T>.Slot[]?[]? places)) return null;
        foreach (ref RingSegment<T>.Slot[]? place in places.AsSpan())
        {
            if (Atomic.Read(ref place) is not null && Atomic.Exchange(ref place, null) is { } slots) return slots;
        }

        return null;
    }
}
