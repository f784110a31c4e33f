using System.Diagnostics;
using System.Runtime.CompilerServices;
using Channels.Atomics;
using Channels.Buffers;

namespace Channels;

public abstract partial class MpscQueue<T>
{
    /// <summary>Whether the consumer sleeps; the consumer's own question.</summary>
    protected bool IsParked => (Atomic.Read(ref _head).ReadWord() & RingSegment<T>.Parked) != 0;

    /// <summary>Takes the oldest value; the consumer's alone.</summary>
    /// <returns><see langword="false"/> if there is none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryDequeue(out T item)
    {
        if (!TryTake(out item)) return false;
        AdmitWaiting();
        return true;
    }

    /// <summary>The first half of <see cref="TryDequeue"/>: takes the value, and completes nobody's wait.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected bool TryTake(out T item)
    {
        RingSegment<T> segment = _head;
        long dequeued = _dequeued;
        long ticket = dequeued - segment.Start;
        if (!segment.IsPublished(ticket) && !TryFindNext(ref segment, ref ticket))
        {
            item = default!;
            return false;
        }

        segment.Take(ticket, out item);
        if (!IsBounded)
        {
            // Pairs with the read in TryMakeRoom: who sees the slot as free sees it emptied.
            Atomic.Write(ref _dequeued, dequeued + 1);
            return true;
        }

        // A full fence, not a plain store: a producer announces that it waits and then looks at this position, we move
        // the position and then, in AdmitWaiting, look for waiting producers. One of the two must see the other.
        Atomic.Exchange(ref _dequeued, dequeued + 1);
        return true;
    }

    /// <summary>The second half of <see cref="TryDequeue"/>: gives the room that it made to those who wait.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected void AdmitWaiting()
    {
        if (IsBounded && Atomic.Read(ref _writers) is { AnyWaiting: true } writers) writers.Admit();
    }

    /// <summary>Looks at the oldest value and leaves it where it is; the consumer's alone.</summary>
    public bool TryPeek(out T item)
    {
        RingSegment<T> segment = _head;
        long ticket = _dequeued - segment.Start;
        if (!segment.IsPublished(ticket) && !TryFindNext(ref segment, ref ticket))
        {
            item = default!;
            return false;
        }

        item = segment.Peek(ticket);
        return true;
    }

    /// <summary>Puts the consumer to sleep if there is nothing to take; the consumer's alone.</summary>
    /// <returns>After <see cref="ParkStatus.Parked"/> the consumer must not touch the queue until it was woken.</returns>
    public ParkStatus Park()
    {
        RingSegment<T> segment = _head;
        while (true)
        {
            long ticket = _dequeued - segment.Start;
            if (segment.IsPublished(ticket)) return ParkStatus.HasItems;

            long word = segment.ReadWord();
            if (word >> RingSegment<T>.TicketShift != ticket) return ParkStatus.HasItems;
            if ((word & RingSegment<T>.Frozen) != 0)
            {
                segment = MoveHead(segment);
                continue;
            }

            if ((word & RingSegment<T>.Closed) != 0) return ParkStatus.Closed;
            Debug.Assert((word & RingSegment<T>.Parked) == 0, "a consumer parks once");
            if (segment.TryMoveWord(word, word | RingSegment<T>.Parked)) return ParkStatus.Parked;
        }
    }

    /// <summary>Takes the duty to wake a sleeping consumer; from any thread.</summary>
    /// <returns><see langword="true"/> if the caller now has to run the consumer; <see langword="false"/> if it is awake, or somebody else woke it.</returns>
    public bool TryUnpark()
    {
        // Where the consumer sleeps its ring is the last one. If it wakes meanwhile this is an older ring without the flag.
        RingSegment<T> segment = Atomic.Read(ref _head);
        while (true)
        {
            long word = segment.ReadWord();
            if ((word & RingSegment<T>.Parked) == 0) return false;
            if (segment.TryMoveWord(word, word & ~RingSegment<T>.Parked)) return true;
        }
    }

    /// <summary>Runs the consumer, which sleeps. Called exactly once after each <see cref="ParkStatus.Parked"/>, on the thread of a producer or a closer.</summary>
    /// <param name="isClosed">Whether it is woken because the queue was closed, and so finds nothing.</param>
    protected abstract void Wake(bool isClosed);

    internal void WakeForItem() => Wake(isClosed: false);

    internal void WakeForEnd() => Wake(isClosed: true);

    /// <summary>The consumer's slow path: moves to the next ring, or waits for a value whose slot is taken but not yet filled.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryFindNext(ref RingSegment<T> segment, ref long ticket)
    {
        while (true)
        {
            long word = segment.ReadWord();
            if (word >> RingSegment<T>.TicketShift != ticket)
            {
                segment.AwaitPublished(ticket);
                return true;
            }

            if ((word & RingSegment<T>.Frozen) == 0) return false;
            segment = MoveHead(segment);
            ticket = _dequeued - segment.Start;
            if (segment.IsPublished(ticket)) return true;
        }
    }

    private RingSegment<T> MoveHead(RingSegment<T> drained)
    {
        RingSegment<T> next = RingAfter(drained);
        // Pairs with the read in TryUnpark.
        Atomic.Write(ref _head, next);
        if (drained.SlotsToSpare is { } slots) Keep(slots);
        return next;
    }

    private void Keep(RingSegment<T>.Slot[] slots)
    {
        if (_spares is null) Atomic.Write(ref _spares, new SpareRings<T>());
        _spares!.Keep(slots);
    }
}
