using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Channels.Buffers;

/// <summary>
/// Values in the order they were written, which any number of readers go through, each at its own pace; a value is let
/// go when the last of them has passed it. Guarded by its owner's gate.
/// </summary>
/// <remarks>
/// <para>
/// Each value knows how many readers stand at it, that is, have it before them as their next. A reader that takes it moves
/// on to the next, and once nobody stands at the oldest nobody ever will again: so every step, a new reader's and one
/// that leaves included, takes the same few instructions however many readers and values there are.
/// </para>
/// <para>
/// Positions count values from the first ever written. A reader whose position is below <see cref="Head"/> has missed
/// what lies between, and stands at the head.
/// </para>
/// </remarks>
internal sealed class SharedRing<T>(int capacity)
{
    private const int FirstSlots = 8;

    // The longest array that an empty ring keeps: after a burst the rest is given back.
    private const int MostKept = 4096;

    // Its length is a power of two; made with the first value that has to wait, and doubled as needed.
    private Slot[] _slots = [];

    // How many readers have read everything.
    private int _atEnd;

    /// <summary>The position of the oldest value that is still there.</summary>
    public long Head { get; private set; }

    /// <summary>The position of the value that is written next.</summary>
    public long Tail { get; private set; }

    /// <summary>How many values are there: what the slowest reader has before it.</summary>
    public int Count => (int)(Tail - Head);

    public bool IsFull => Count == capacity;

    /// <summary>Counts one more reader, at a position not beyond the end.</summary>
    public void Join(long position)
    {
        Debug.Assert(position <= Tail, "nobody stands beyond the end");
        position = Math.Max(position, Head);
        if (position == Tail) _atEnd++;
        else SlotAt(position).Readers++;
    }

    /// <summary>Counts one reader less. Who calls lets go of what only that one had not read, with <see cref="TryDropPassed"/>.</summary>
    public void Leave(long position)
    {
        position = Math.Max(position, Head);
        if (position == Tail) _atEnd--;
        else SlotAt(position).Readers--;
    }

    public ref readonly T Peek(long position) => ref SlotAt(position).Item;

    /// <summary>Reads the value at a position, which is not below the head; its reader moves on to the next.</summary>
    public T Take(long position)
    {
        ref Slot slot = ref SlotAt(position);
        T item = slot.Item;
        slot.Readers--;
        slot.WasRead = true;
        Join(position + 1);
        return item;
    }

    /// <summary>Adds a value, for which there is room.</summary>
    /// <param name="item">The value.</param>
    /// <param name="served">How many of the readers at the end got it already: they stand at the new end.</param>
    public void Append(T item, int served)
    {
        Debug.Assert(!IsFull && served <= _atEnd, "there is room, and only who is at the end can be served");
        int readers = _atEnd - served;
        if (readers == 0 && Head == Tail)
        {
            // Everybody has it already: nobody will look for it here.
            Head = ++Tail;
            return;
        }

        if (Count == _slots.Length) Grow();
        ref Slot slot = ref SlotAt(Tail++);
        slot.Item = item;
        slot.Readers = readers;
        slot.WasRead = served != 0;
        _atEnd = served;
    }

    /// <summary>Takes the oldest value out though somebody stands at it, who has missed it then.</summary>
    public T DropOldest()
    {
        ref Slot slot = ref SlotAt(Head);
        T item = slot.Item;
        int readers = slot.Readers;
        slot = default;
        Head++;
        if (Head == Tail) _atEnd += readers;
        else SlotAt(Head).Readers += readers;
        return item;
    }

    /// <summary>Lets the oldest value go if everybody has passed it; to be called until it says no.</summary>
    /// <param name="item">The value that was let go.</param>
    /// <param name="wasRead">Whether anybody ever read it.</param>
    public bool TryDropPassed(out T item, out bool wasRead)
    {
        if (Head == Tail || SlotAt(Head).Readers != 0)
        {
            item = default!;
            wasRead = false;
            return false;
        }

        ref Slot slot = ref SlotAt(Head);
        item = slot.Item;
        wasRead = slot.WasRead;
        slot = default;
        if (++Head == Tail && _slots.Length > MostKept) _slots = [];
        return true;
    }

    /// <summary>Takes everything out, with whether anybody read it; every reader stands at the end then.</summary>
    public List<(T Item, bool WasRead)> TakeAll()
    {
        List<(T, bool)> all = new(Count);
        while (Head != Tail)
        {
            bool wasRead = SlotAt(Head).WasRead;
            all.Add((DropOldest(), wasRead));
        }

        _slots = [];
        return all;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Slot SlotAt(long position) => ref _slots[(int)position & (_slots.Length - 1)];

    private void Grow()
    {
        int most = (int)Math.Min(BitOperations.RoundUpToPowerOf2((uint)capacity), 1u << 30);
        Slot[] old = _slots;
        Slot[] slots = new Slot[Math.Min(most, Math.Max(FirstSlots, old.Length * 2))];
        for (long position = Head; position < Tail; position++)
            slots[(int)position & (slots.Length - 1)] = old[(int)position & (old.Length - 1)];
        _slots = slots;
    }

    private struct Slot
    {
        public T Item;

        // How many readers have this value as their next.
        public int Readers;

        // Whether anybody took it: then it belongs to them, and nobody disposes it.
        public bool WasRead;
    }
}
