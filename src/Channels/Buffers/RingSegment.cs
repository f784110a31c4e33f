using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Channels.Atomics;

namespace Channels.Buffers;

/// <summary>
/// A ring of slots with the one word that its producers share: the next ticket and the flags, swapped together, so that
/// whoever takes a ticket learns in the same instruction whether it has to wake somebody.
/// </summary>
/// <remarks>
/// A ring that is full is frozen and points to a larger one, which <see cref="NextOrNew"/> finds. Moves of the word:
/// <code>
/// by          from                  to
/// producer    ticket [Parked]       ticket+1                    takes a slot; if Parked was set, the wake is its duty
/// producer    ticket                ticket Frozen               the ring is full, writers go on to the next
/// consumer    ticket                ticket Parked               nothing to read, it goes to sleep
/// anyone      ticket Parked         ticket                      takes the duty to wake the consumer
/// closer      ticket [Parked]       ticket Closed               no more tickets; if Parked was set, the wake is its duty
/// waiting     ticket                ticket Waiting              under the writers' gate: who comes now queues behind
/// </code>
/// </remarks>
internal sealed class RingSegment<T>
{
    /// <summary>The consumer sleeps.</summary>
    public const long Parked = 1;

    /// <summary>No more tickets, ever.</summary>
    public const long Closed = 2;

    /// <summary>No more tickets here; the next ring has them.</summary>
    public const long Frozen = 4;

    /// <summary>Writers wait for room, so nobody may take a ticket ahead of them.</summary>
    public const long Waiting = 8;

    /// <summary>Where the ticket begins in the word.</summary>
    public const int TicketShift = 4;

    /// <summary>The flags of the word.</summary>
    public const long Flags = (1L << TicketShift) - 1;

    // Larger rings leave the small-object heap (85 KB), which was measured to cost half the throughput.
    private const int MaxBytes = 84_000;

    private static readonly int MaxSlots = 1 << Math.Max(1, BitOperations.Log2((uint)(MaxBytes / Unsafe.SizeOf<Slot>())));

    private readonly Slot[] _slots;

    // Shared by all producers, the consumer and the closer; the table above says who moves it how.
    private long _word;

    // Tickets below it are known to be free: lets producers take most tickets without looking at the consumer's
    // position. Written by any producer from a position it has read, so it can only be too low.
    private long _limit;

    // Set once, by whoever needs the next ring first; pairs with the reads in NextOrNew.
    private RingSegment<T>? _next;

    public RingSegment(int slots, long start, long flags)
        : this(new Slot[slots], start, flags)
    {
    }

    private RingSegment(Slot[] slots, long start, long flags)
    {
        _slots = slots;
        Start = start;
        _word = flags;
        _limit = 0;
    }

    /// <summary>How many values the queue had taken when this ring began; its ticket 0 is that value.</summary>
    public long Start { get; }

    public int Size => _slots.Length;

    /// <summary>Once it is drained: its slots, if others of that size will be needed; nobody uses them any more, for every ticket was published and taken.</summary>
    public Slot[]? SlotsToSpare => _slots.Length == MaxSlots ? _slots : null;

    public long ReadWord() => Atomic.Read(ref _word);

    public bool TryMoveWord(long from, long to) => Atomic.CompareExchange(ref _word, to, from) == from;

    public bool IsWithinLimit(long ticket) => ticket < Atomic.Read(ref _limit);

    public void RaiseLimit(long limit) => Atomic.Write(ref _limit, limit);

    /// <summary>Puts the value into the slot of a ticket that the caller has taken, and makes it readable.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Publish(long ticket, in T item)
    {
        ref Slot slot = ref SlotOf(ticket);
        slot.Item = item;
        // Pairs with the read in IsPublished: who sees the number sees the value.
        Atomic.Write(ref slot.Number, (int)ticket + 1);
    }

    /// <summary>Whether the slot of <paramref name="ticket"/> holds its value; its number tells it from the lap before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsPublished(long ticket) => Atomic.Read(ref SlotOf(ticket).Number) == (int)ticket + 1;

    /// <summary>The value of a published ticket; the consumer's alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(long ticket, out T item)
    {
        // Straight to where the caller wants it: a large struct is copied once.
        ref Slot slot = ref SlotOf(ticket);
        item = slot.Item;
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>()) slot.Item = default!;
    }

    /// <summary>The value of a published ticket, left where it is; the consumer's alone.</summary>
    public T Peek(long ticket) => SlotOf(ticket).Item;

    /// <summary>Waits out the few instructions between another thread's taking a ticket and publishing its value.</summary>
    public void AwaitPublished(long ticket)
    {
        Interleave.Block(() => Volatile.Read(ref SlotOf(ticket).Number) == (int)ticket + 1);
        SpinWait spin = default;
        while (!IsPublished(ticket)) spin.SpinOnce(sleep1Threshold: -1);
    }

    /// <summary>The ring after this frozen one; made by whoever comes first, twice the size, or of spare slots.</summary>
    public RingSegment<T> NextOrNew(SpareRings<T>? spares)
    {
        RingSegment<T>? next = Atomic.Read(ref _next);
        if (next is not null) return next;

        // Frozen: the word does not change any more, so every thread would make the same ring. Waiting goes with it,
        // or a writer could pass those who wait.
        long word = ReadWord();
        int size = Math.Min(_slots.Length * 2, MaxSlots);
        Slot[]? spare = size == MaxSlots ? spares?.TryTake() : null;
        RingSegment<T> fresh = new(spare ?? new Slot[size], Start + (word >> TicketShift), word & Waiting);
        if (Atomic.CompareExchange(ref _next, fresh, null) is not { } first) return fresh;
        if (spare is not null) spares!.Keep(spare);
        return first;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Slot SlotOf(long ticket) =>
        // The mask keeps the index inside the array, whose length is a power of two.
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_slots), (nint)(ticket & (_slots.Length - 1)));

    /// <summary>Room for one value.</summary>
    internal struct Slot
    {
        public T Item;

        // Ticket + 1 of the value in Item; 0 before the first. Tickets count from 0 in every ring, so that no first lap
        // meets a number that looks published.
        public int Number;
    }
}
