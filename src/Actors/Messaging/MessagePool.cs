using System.Collections.Concurrent;

namespace Actors.Messaging;

/// <summary>Keeps objects that travel between threads for the next message: some per thread, and boxes of them that go from threads that have too many to threads that have none.</summary>
/// <remarks>In a flood one thread takes and another gives back. By boxes they meet once in <see cref="BoxSize"/> messages, and not for each.</remarks>
internal static class MessagePool<T>
    where T : class, new()
{
    private const int BoxSize = 64;

    // 16,384 objects, beside what threads keep.
    private const int MostBoxes = 256;

    private static readonly ConcurrentQueue<T[]> Full = new();
    private static readonly ConcurrentQueue<T[]> Empty = new();

    [ThreadStatic]
    private static Cache? _cache;

    public static T Rent()
    {
        Cache cache = _cache ??= new Cache();
        if (cache.Count == 0 && !TryFill(cache)) return new T();
        return cache.Items[--cache.Count];
    }

    /// <summary>Takes an object back, cleaned; what is over the limits is left to the collector.</summary>
    public static void Return(T item)
    {
        Cache cache = _cache ??= new Cache();
        if (cache.Count == cache.Items.Length) HandOver(cache);
        cache.Items[cache.Count++] = item;
    }

    private static bool TryFill(Cache cache)
    {
        if (!Full.TryDequeue(out T[]? box)) return false;
        Array.Copy(box, cache.Items, BoxSize);
        Array.Clear(box);
        Empty.Enqueue(box);
        cache.Count = BoxSize;
        return true;
    }

    private static void HandOver(Cache cache)
    {
        cache.Count -= BoxSize;
        // Two that come at once may keep a box too many.
        if (Full.Count < MostBoxes)
        {
            if (!Empty.TryDequeue(out T[]? box)) box = new T[BoxSize];
            Array.Copy(cache.Items, cache.Count, box, 0, BoxSize);
            Full.Enqueue(box);
        }

        Array.Clear(cache.Items, cache.Count, BoxSize);
    }

    private sealed class Cache
    {
        // Two boxes, so that a thread that takes and gives by turns does not hand one to and fro.
        public readonly T[] Items = new T[2 * BoxSize];
        public int Count;
    }
}
