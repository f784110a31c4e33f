using System.Runtime.CompilerServices;

namespace Channels.Buffers;

/// <summary>A binary heap: the least value first, equal ones in the order they came. Guarded by its owner's gate.</summary>
/// <remarks>Where values move is decided before any is moved, so a comparer that throws leaves the heap as it was.</remarks>
internal sealed class PriorityHeap<T>(IComparer<T> comparer)
{
    private const int FirstSlots = 8;

    // Deeper than any array.
    private const int MostLevels = 32;

    private Entry[] _entries = [];
    private long _pushed;

    public int Count { get; private set; }

    /// <summary>The first value, left where it is; the caller knows that there is one.</summary>
    public T Peek() => _entries[0].Item;

    public void Push(T item)
    {
        if (Count == _entries.Length) Array.Resize(ref _entries, Math.Max(FirstSlots, Count * 2));
        Entry entry = new(item, _pushed);
        int place = Count;
        while (place > 0 && IsBefore(in entry, in _entries[(place - 1) / 2])) place = (place - 1) / 2;

        int hole = Count;
        while (hole != place)
        {
            _entries[hole] = _entries[(hole - 1) / 2];
            hole = (hole - 1) / 2;
        }

        _entries[place] = entry;
        _pushed++;
        Count++;
    }

    /// <summary>Takes the first value; the caller knows that there is one.</summary>
    public T Pop()
    {
        int last = Count - 1;
        Span<int> path = stackalloc int[MostLevels];
        int depth = 0;
        for (int hole = 0, child = 1; child < last; hole = child, child = (2 * hole) + 1)
        {
            if (child + 1 < last && IsBefore(in _entries[child + 1], in _entries[child])) child++;
            if (!IsBefore(in _entries[child], in _entries[last])) break;
            path[depth++] = child;
        }

        T first = _entries[0].Item;
        int to = 0;
        foreach (int from in path[..depth])
        {
            _entries[to] = _entries[from];
            to = from;
        }

        _entries[to] = _entries[last];
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>()) _entries[last] = default;
        Count = last;
        // A quarter, not a half: a heap that goes up and down around a half would be copied each time.
        if (Count <= _entries.Length / 4 && _entries.Length > FirstSlots) Array.Resize(ref _entries, _entries.Length / 2);
        return first;
    }

    /// <summary>Takes all values, in order.</summary>
    public void PopAll(List<T> destination)
    {
        try
        {
            while (Count != 0) destination.Add(Pop());
        }
        catch (Exception)
        {
            // The comparer's. Whoever takes everything has to get everything, if need be in any order.
            for (int i = 0; i < Count; i++) destination.Add(_entries[i].Item);
            _entries = [];
            Count = 0;
        }
    }

    private bool IsBefore(in Entry left, in Entry right)
    {
        int order = comparer.Compare(left.Item, right.Item);
        return order != 0 ? order < 0 : left.Order < right.Order;
    }

    private readonly record struct Entry(T Item, long Order);
}
