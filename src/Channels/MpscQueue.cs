using System.Diagnostics;
using System.Runtime.CompilerServices;
using Channels.Atomics;
using Channels.Buffers;
using Channels.Waiting;

namespace Channels;

/// <summary>
/// A lock-free queue of many producers and one consumer that is told when to run: the core of the <see cref="Mpsc"/>
/// channels, and of anything whose consumer is a work item and not a waiting task.
/// </summary>
/// <remarks>
/// <para>
/// The consumer reads with <see cref="TryDequeue"/> until it is empty and then calls <see cref="Park"/>. The producer
/// that writes next, or whoever closes the queue, calls <see cref="Wake"/> once and only once; the duty is taken in the
/// same compare-and-swap that takes the slot, so no wake-up can be lost or doubled.
/// </para>
/// <para>
/// Values of one producer come out in the order it put them in. An enqueue is one compare-and-swap and one store; rings
/// grow from <c>initialSlots</c> by doubling and are reused in place, so a queue that keeps up allocates nothing. A
/// bounded queue holds at most its capacity at every instant, and producers that wait for room get it first come first
/// served: while one waits, <see cref="TryEnqueue"/> says <see cref="WriteStatus.Full"/>.
/// </para>
/// <para>Nothing spins, but for the few instructions between another thread's taking a slot and filling it.</para>
/// </remarks>
public abstract class MpscQueue<T>
{
    private const int Unbounded = int.MaxValue;

    private readonly int _capacity;

    // The ring that producers write to; moved on by whoever meets a frozen one.
    private RingSegment<T> _tail;

    // The ring that the consumer reads from. Written by the consumer; read by others only while it is parked.
    private RingSegment<T> _head;

    // How many values were taken, ever. Written by the consumer; producers read it when they run out of known room.
    private long _dequeued;

    // Made when the first producer waits for room; bounded queues only.
    private MpscWriters<T>? _writers;

    /// <summary>Makes an open, empty queue.</summary>
    /// <param name="capacity">The most values it holds at a time, at least 1; <see langword="null"/> for no bound.</param>
    /// <param name="initialSlots">How many values it holds before it first grows: a power of two, 16 by default. Small numbers make idle queues small.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is below 1, or <paramref name="initialSlots"/> is not a power of two from 2 to 4,096.</exception>
    protected MpscQueue(int? capacity = null, int initialSlots = 16)
    {
        if (capacity < 1) throw CapacityTooSmall(capacity.Value);
        if (initialSlots is < 2 or > 4096 || (initialSlots & (initialSlots - 1)) != 0)
            throw new ArgumentOutOfRangeException(nameof(initialSlots), initialSlots, "A queue begins with a power of two of slots, from 2 to 4,096.");

        _capacity = capacity ?? Unbounded;
        _head = _tail = new RingSegment<T>(initialSlots, start: 0, flags: 0);
    }

    /// <summary>The most values the queue holds at a time; <see langword="null"/> for no bound.</summary>
    public int? Capacity => IsBounded ? _capacity : null;

    /// <summary>How many values were ever accepted. Exact while nobody writes; from any thread.</summary>
    public long Enqueued
    {
        get
        {
            RingSegment<T> segment = Atomic.Read(ref _tail);
            long word = segment.ReadWord();
            while ((word & RingSegment<T>.Frozen) != 0)
            {
                segment = segment.NextOrNew();
                word = segment.ReadWord();
            }

            return segment.Start + (word >> RingSegment<T>.TicketShift);
        }
    }

    /// <summary>How many values were ever taken; from any thread.</summary>
    public long Dequeued => Atomic.Read(ref _dequeued);

    /// <summary>How many values wait to be taken: between 0 and the capacity, and exact while nobody writes or reads.</summary>
    public int Count
    {
        get
        {
            // The position first: reading it second could show more values taken than there were.
            long dequeued = Dequeued;
            return (int)Math.Clamp(Enqueued - dequeued, 0, _capacity);
        }
    }

    /// <summary>Whether the queue takes no more values; what it holds can still be taken.</summary>
    public bool IsClosed
    {
        get
        {
            RingSegment<T> segment = Atomic.Read(ref _tail);
            long word;
            while (((word = segment.ReadWord()) & RingSegment<T>.Frozen) != 0) segment = segment.NextOrNew();
            return (word & RingSegment<T>.Closed) != 0;
        }
    }

    /// <summary>Whether the consumer sleeps; the consumer's own question.</summary>
    protected bool IsParked => (Atomic.Read(ref _head).ReadWord() & RingSegment<T>.Parked) != 0;

    private bool IsBounded => _capacity != Unbounded;

    /// <summary>Offers a value and returns at once; from any thread.</summary>
    /// <param name="item">The value; still the caller's unless it was <see cref="WriteStatus.Written"/>.</param>
    /// <returns><see cref="WriteStatus.Full"/> also while producers wait for room, so that nobody passes them.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WriteStatus TryEnqueue(T item)
    {
        RingSegment<T> segment = Atomic.Read(ref _tail);
        long word = segment.ReadWord();
        long ticket = word >> RingSegment<T>.TicketShift;
        if ((word & ~RingSegment<T>.Parked & RingSegment<T>.Flags) == 0
            && segment.IsWithinLimit(ticket)
            && segment.TryMoveWord(word, (ticket + 1) << RingSegment<T>.TicketShift))
        {
            segment.Publish(ticket, item);
            // Only after the value is there: the consumer may run before Wake returns.
            if ((word & RingSegment<T>.Parked) != 0) Wake(isClosed: false);
            return WriteStatus.Written;
        }

        return TryEnqueueSlow(item);
    }

    /// <summary>Offers a value and waits for room if there is none; from any thread.</summary>
    /// <param name="item">The value; still the caller's if the wait is cancelled or ends <see cref="WriteStatus.Closed"/>.</param>
    /// <param name="cancellationToken">Ends the wait; a value whose wait was cancelled was not enqueued.</param>
    /// <returns><see cref="WriteStatus.Written"/> or <see cref="WriteStatus.Closed"/>, never <see cref="WriteStatus.Full"/>. Await it once.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled before there was room.</exception>
    public ValueTask<WriteStatus> EnqueueAsync(T item, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<WriteStatus>(cancellationToken);
        WriteStatus status = TryEnqueue(item);
        return status != WriteStatus.Full ? new ValueTask<WriteStatus>(status) : Writers.EnqueueAsync(item, cancellationToken);
    }

    /// <summary>Takes the oldest value; the consumer's alone.</summary>
    /// <returns><see langword="false"/> if there is none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryDequeue(out T item)
    {
        RingSegment<T> segment = _head;
        long dequeued = _dequeued;
        long ticket = dequeued - segment.Start;
        if (!segment.IsPublished(ticket) && !TryFindNext(ref segment, ref ticket))
        {
            item = default!;
            return false;
        }

        item = segment.Take(ticket);
        if (!IsBounded)
        {
            // Pairs with the read in TryMakeRoom: who sees the slot as free sees it emptied.
            Atomic.Write(ref _dequeued, dequeued + 1);
            return true;
        }

        // A full fence, not a plain store: a producer announces that it waits and then looks at this position, we move
        // the position and then look for waiting producers. One of the two must see the other.
        Atomic.Exchange(ref _dequeued, dequeued + 1);
        if (Atomic.Read(ref _writers) is { AnyWaiting: true } writers) writers.Admit();
        return true;
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

    /// <summary>Lets no more values in; what is there can still be taken, and producers that wait are told <see cref="WriteStatus.Closed"/>. From any thread, any number of times.</summary>
    /// <returns><see langword="true"/> for the call that closed it.</returns>
    public bool Close()
    {
        RingSegment<T> segment = Atomic.Read(ref _tail);
        while (true)
        {
            long word = segment.ReadWord();
            if ((word & RingSegment<T>.Frozen) != 0)
            {
                segment = segment.NextOrNew();
                continue;
            }

            if ((word & RingSegment<T>.Closed) != 0) return false;
            if (!segment.TryMoveWord(word, (word | RingSegment<T>.Closed) & ~RingSegment<T>.Parked)) continue;

            Atomic.Read(ref _writers)?.FailAll();
            if ((word & RingSegment<T>.Parked) != 0) Wake(isClosed: true);
            return true;
        }
    }

    /// <summary>Queues the continuation of a producer that waited for room; to the thread pool unless overridden.</summary>
    /// <param name="continuation">Runs what awaits <see cref="EnqueueAsync"/>, unless that captured a context of its own.</param>
    protected virtual void ScheduleContinuation(IThreadPoolWorkItem continuation) => RunNext.Queue((Waiter)continuation);

    /// <summary>Runs the consumer, which sleeps. Called exactly once after each <see cref="ParkStatus.Parked"/>, on the thread of a producer or a closer.</summary>
    /// <param name="isClosed">Whether it is woken because the queue was closed, and so finds nothing.</param>
    protected abstract void Wake(bool isClosed);

    /// <summary>What the queue was closed with; null while open and after a clean close.</summary>
    internal virtual Exception? CloseError => null;

    /// <summary>The writers that wait for room; made by the first of them.</summary>
    // Published by compare-and-swap; pairs with the reads in TryDequeue and Close.
    internal MpscWriters<T> Writers =>
        Atomic.Read(ref _writers) ?? Atomic.CompareExchange(ref _writers, new MpscWriters<T>(this), null) ?? _writers!;

    internal void WakeForItem() => Wake(isClosed: false);

    internal void Resume(IThreadPoolWorkItem writer) => ScheduleContinuation(writer);

    /// <summary>Offers the value of the first waiting writer; under the writers' gate, and <see cref="WakeForItem"/> after it.</summary>
    internal WriteStatus TryEnqueueForWaiter(T item, out bool mustWake) => EnqueueSlow(item, RingSegment<T>.Waiting, out mustWake);

    /// <summary>Whether there is room now; under the writers' gate.</summary>
    internal bool HasRoom() => Enqueued - Dequeued < _capacity;

    /// <summary>Raises or lowers the flag that sends newcomers to the end of the waiting line; under the writers' gate.</summary>
    /// <returns><see langword="false"/> if the queue is closed.</returns>
    internal bool TrySetWaiting(bool anyWaiting)
    {
        RingSegment<T> segment = Atomic.Read(ref _tail);
        while (true)
        {
            long word = segment.ReadWord();
            if ((word & RingSegment<T>.Frozen) != 0)
            {
                segment = FollowFrozen(segment);
                continue;
            }

            if ((word & RingSegment<T>.Closed) != 0) return false;
            long moved = anyWaiting ? word | RingSegment<T>.Waiting : word & ~RingSegment<T>.Waiting;
            if (moved == word || segment.TryMoveWord(word, moved)) return true;
        }
    }

    private static ArgumentOutOfRangeException CapacityTooSmall(int capacity) =>
        new(nameof(capacity), capacity, $"A bounded queue needs room for at least one value, but the capacity is {capacity}. Give 1 or more, or leave it out for no bound.");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WriteStatus TryEnqueueSlow(T item)
    {
        WriteStatus status = EnqueueSlow(item, ignoredFlags: 0, out bool mustWake);
        if (mustWake) Wake(isClosed: false);
        return status;
    }

    private WriteStatus EnqueueSlow(T item, long ignoredFlags, out bool mustWake)
    {
        mustWake = false;
        RingSegment<T> segment = Atomic.Read(ref _tail);
        while (true)
        {
            long word = segment.ReadWord();
            if ((word & RingSegment<T>.Frozen) != 0)
            {
                segment = FollowFrozen(segment);
                continue;
            }

            if ((word & RingSegment<T>.Closed) != 0) return WriteStatus.Closed;
            if ((word & RingSegment<T>.Waiting & ~ignoredFlags) != 0) return WriteStatus.Full;

            long ticket = word >> RingSegment<T>.TicketShift;
            if (!segment.IsWithinLimit(ticket))
            {
                switch (TryMakeRoom(segment, ticket))
                {
                    case Room.None:
                        return WriteStatus.Full;
                    case Room.NextRing:
                        segment.TryMoveWord(word, word | RingSegment<T>.Frozen);
                        continue;
                }
            }

            long moved = ((ticket + 1) << RingSegment<T>.TicketShift) | (word & ignoredFlags);
            if (!segment.TryMoveWord(word, moved)) continue;
            segment.Publish(ticket, item);
            mustWake = (word & RingSegment<T>.Parked) != 0;
            return WriteStatus.Written;
        }
    }

    private enum Room
    {
        None,
        Here,
        NextRing,
    }

    private Room TryMakeRoom(RingSegment<T> segment, long ticket)
    {
        // Pairs with the write in TryDequeue. The consumer may still be in an older ring: then all of this one is free.
        long dequeued = Atomic.Read(ref _dequeued);
        long ringEnd = Math.Max(dequeued - segment.Start, 0) + segment.Size;
        long capacityEnd = IsBounded ? dequeued + _capacity - segment.Start : long.MaxValue;

        // Full before frozen: a bounded queue does not grow for a value that it cannot take.
        if (ticket >= capacityEnd) return Room.None;
        if (ticket >= ringEnd) return Room.NextRing;
        segment.RaiseLimit(Math.Min(ringEnd, capacityEnd));
        return Room.Here;
    }

    private RingSegment<T> FollowFrozen(RingSegment<T> segment)
    {
        RingSegment<T> next = segment.NextOrNew();
        // Whoever comes first; a thread that fails finds the tail further on.
        Atomic.CompareExchange(ref _tail, next, segment);
        return next;
    }

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
        RingSegment<T> next = drained.NextOrNew();
        // Pairs with the read in TryUnpark.
        Atomic.Write(ref _head, next);
        return next;
    }
}
