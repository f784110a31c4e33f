using Channels.Atomics;
using Channels.Buffers;

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
public abstract partial class MpscQueue<T>
{
    private const int Unbounded = int.MaxValue;

    private readonly int _capacity;

    // The ring that producers write to; moved on by whoever meets a frozen one.
    private RingSegment<T> _tail;

    // The ring that the consumer reads from. Written by the consumer; read by others only while it is parked.
    private RingSegment<T> _head;

    // How many values were taken, ever. Written by the consumer; producers read it when they run out of known room.
    private long _dequeued;

    // Made when the first of the largest rings is drained, by the consumer; producers read it when they need a ring.
    private SpareRings<T>? _spares;

    // Made when the first producer waits for room, or asks for a permit.
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
                segment = RingAfter(segment);
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

    /// <summary>The writers that wait for room and the permits; made for the first of them.</summary>
    // Published by compare-and-swap; pairs with the reads of _writers.
    internal MpscWriters<T> Writers =>
        Atomic.Read(ref _writers) ?? Atomic.CompareExchange(ref _writers, new MpscWriters<T>(this), null) ?? _writers!;

    /// <summary>How many values could be put in now, but for what is reserved; under the writers' gate, with its flag raised, it only grows.</summary>
    internal long RoomLeft => IsBounded ? _capacity - (Enqueued - Dequeued) : long.MaxValue;

    private protected bool HasWriters => Atomic.Read(ref _writers) is not null;

    /// <summary>How much room open permits hold.</summary>
    private protected int Reserved => Atomic.Read(ref _writers)?.Reserved ?? 0;

    private bool IsBounded => _capacity != Unbounded;

    private static ArgumentOutOfRangeException CapacityTooSmall(int capacity) =>
        new(nameof(capacity), capacity, $"A bounded queue needs room for at least one value, but the capacity is {capacity}. Give 1 or more, or leave it out for no bound.");
}
