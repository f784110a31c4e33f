using Channels.Atomics;
using Channels.Buffers;

namespace Channels;

public abstract partial class MpscQueue<T>
{
    /// <summary>Takes what lies ready in the present ring, as much as fits, with one move of the position; completes nobody's wait. The consumer's alone.</summary>
    /// <returns>How many; 0 also if the next value lies in another ring, or is being put in: <see cref="TryTake"/> finds it.</returns>
    private protected int TakeMany(Span<T> destination)
    {
        RingSegment<T> segment = _head;
        long dequeued = _dequeued;
        long ticket = dequeued - segment.Start;
        int taken = 0;
        while (taken < destination.Length && segment.IsPublished(ticket + taken))
        {
            segment.Take(ticket + taken, out destination[taken]);
            taken++;
        }

        if (taken == 0) return 0;
        // As in TryTake. Nobody writes to these slots before the move, so no more than a ring is taken at a time.
        if (IsBounded) Atomic.Exchange(ref _dequeued, dequeued + taken);
        else Atomic.Write(ref _dequeued, dequeued + taken);
        return taken;
    }
}
