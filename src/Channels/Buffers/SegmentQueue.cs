using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Channels.Buffers;

/// <summary>First in, first out, in a chain of rings that grows by doubling and lets go of what a burst took. Guarded by its owner's gate.</summary>
/// <remarks>
/// A ring that is not full is used again in place, so a queue that keeps up allocates nothing. A ring that is full is
/// followed by a larger one, and left behind once it is drained: one of the largest is kept for the next time, the others are garbage.
/// What is retained when the queue is empty is therefore two rings at most, of 64 KB each, whatever it has held.
/// </remarks>
internal struct SegmentQueue<T>
{
    private const int FirstSlots = 8;

    // More is not faster, and larger arrays leave the small-object heap.
    private const int MostSlots = 1024;
    private const int MostBytes = 64 * 1024;

    private static readonly int MaxSlots = Math.Clamp(1 << BitOperations.Log2((uint)Math.Max(1, MostBytes / Unsafe.SizeOf<T>())), FirstSlots, MostSlots);

    // Where values are taken out, and where they are put in; the same ring unless the queue has outgrown one.
    private Segment? _head;
    private Segment? _tail;

    // The last ring that was left behind, empty.
    private Segment? _spare;

    /// <summary>Puts a value at the end; false if a ring has to be added first, which <see cref="Enqueue"/> does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryEnqueue(T item)
    {
        Segment? tail = _tail;
        if (tail is null || tail.Count == tail.Slots.Length) return false;
        tail.SlotAt(tail.Count++) = item;
        return true;
    }

    public void Enqueue(T item)
    {
        if (TryEnqueue(item)) return;
        Grow();
        TryEnqueue(item);
    }

    /// <summary>Takes the first value; false if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryDequeue(out T item)
    {
        Segment? head = _head;
        if (head is null || head.Count == 0)
        {
            item = default!;
            return false;
        }

        ref T slot = ref head.SlotAt(0);
        item = slot;
        // A value that was handed over is not kept alive.
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>()) slot = default!;
        head.First++;
        if (--head.Count == 0 && head.Next is not null) LeaveBehind(head);
        return true;
    }

    /// <summary>The first value, left where it is; the caller knows that there is one.</summary>
    public readonly T Peek() => _head!.SlotAt(0);

    /// <summary>Puts a value in the place of the last one, which is returned; the caller knows that there is one.</summary>
    public readonly T ReplaceLast(T item)
    {
        // The last ring is never empty while the queue is not: it is added for a value, and rings are drained in order.
        ref T slot = ref _tail!.SlotAt(_tail.Count - 1);
        T last = slot;
        slot = item;
        return last;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow()
    {
        if (_tail is null)
        {
            _head = _tail = new Segment(FirstSlots);
            return;
        }

        int slots = Math.Min(_tail.Slots.Length * 2, MaxSlots);
        Segment? spare = _spare;
        if (spare is not null && spare.Slots.Length >= _tail.Slots.Length) _spare = null;
        else spare = new Segment(slots);
        _tail.Next = spare;
        _tail = spare;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void LeaveBehind(Segment head)
    {
        _head = head.Next;
        head.Next = null;
        head.First = 0;
        // A smaller one than the last would not be used again: what follows a full ring is never smaller.
        if (head.Slots.Length >= _tail!.Slots.Length) _spare = head;
    }

    private sealed class Segment(int slots)
    {
        public readonly T[] Slots = new T[slots];

        // Counts up; where it points to is its remainder.
        public int First;
        public int Count;
        public Segment? Next;

        /// <summary>The slot of the value that is <paramref name="offset"/> behind the first.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ref T SlotAt(int offset) =>
            // The mask keeps the index inside the array, whose length is a power of two; no check of it, nor of the type stored.
            ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Slots), (nint)(uint)((First + offset) & (Slots.Length - 1)));
    }
}
