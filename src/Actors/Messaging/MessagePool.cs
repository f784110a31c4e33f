using System.Collections.Concurrent;

namespace Actors.Messaging;

/// <summary>Keeps objects that travel between threads for the next message: a few per thread, the overflow shared.</summary>
internal static class MessagePool<T>
    where T : class, new()
{
    private const int PerThread = 64;
    private const int Shared = 4096;

    private static readonly ConcurrentQueue<T> Overflow = new();

    [ThreadStatic]
    private static Cache? _cache;

    public static T Rent()
    {
        Cache cache = _cache ??= new Cache();
        if (cache.Count > 0) return cache.Items[--cache.Count];
        return Overflow.TryDequeue(out T? item) ? item : new T();
    }

    /// <summary>Takes an object back, cleaned; what is over the limits is left to the collector.</summary>
    public static void Return(T item)
    {
        Cache cache = _cache ??= new Cache();
        if (cache.Count < PerThread) cache.Items[cache.Count++] = item;
        else if (Overflow.Count < Shared) Overflow.Enqueue(item);
    }

    private sealed class Cache
    {
        public readonly T[] Items = new T[PerThread];
        public int Count;
    }
}
