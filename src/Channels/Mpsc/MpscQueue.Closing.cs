using System.Runtime.CompilerServices;
using Channels.Atomics;
using Channels.Buffers;

namespace Channels;

public abstract partial class MpscQueue<T>
{
    /// <summary>Whether the queue takes no more values; what it holds, and what permits still bring, can be taken.</summary>
    public bool IsClosed
    {
        get
        {
            long word = LastWord();
            if ((word & RingSegment<T>.Closed) != 0) return true;
            // A close that waits for permits has left the ring open, with the flag up.
            return (word & RingSegment<T>.Waiting) != 0 && Atomic.Read(ref _writers) is { IsClosing: true };
        }
    }

    /// <summary>Whether it is closed and no permit is open: nothing comes any more.</summary>
    internal bool IsSealed => (LastWord() & RingSegment<T>.Closed) != 0;

    /// <summary>What the queue was closed with; null while open and after a clean close.</summary>
    internal virtual Exception? CloseError => null;

    /// <summary>Lets no more values in; what is there can still be taken, and producers that wait are told <see cref="WriteStatus.Closed"/>. From any thread, any number of times.</summary>
    /// <returns><see langword="true"/> for the call that closed it.</returns>
    public bool Close()
    {
        if (TryCloseRing(isGated: false, out bool mustWake) is not { } isFirst) return Writers.Close();
        if (mustWake) Wake(isClosed: true);
        return isFirst;
    }

    /// <summary>Closes the ring, unless that is a matter of the writers' gate: null then. The one who closed it may have to <see cref="WakeForEnd"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal bool? TryCloseRing(bool isGated, out bool mustWake)
    {
        mustWake = false;
        RingSegment<T> segment = Atomic.Read(ref _tail);
        while (true)
        {
            long word = segment.ReadWord();
            if ((word & RingSegment<T>.Frozen) != 0)
            {
                segment = RingAfter(segment);
                continue;
            }

            if ((word & RingSegment<T>.Closed) != 0) return false;
            // Somebody waits, or holds a permit, which lets a close wait. A word without the flag has neither, and would
            // have changed if one came.
            if ((word & RingSegment<T>.Waiting) != 0 && !isGated) return null;
            if (!segment.TryMoveWord(word, (word | RingSegment<T>.Closed) & ~RingSegment<T>.Parked)) continue;
            mustWake = (word & RingSegment<T>.Parked) != 0;
            return true;
        }
    }

    private long LastWord()
    {
        RingSegment<T> segment = Atomic.Read(ref _tail);
        long word;
        while (((word = segment.ReadWord()) & RingSegment<T>.Frozen) != 0) segment = RingAfter(segment);
        return word;
    }
}
