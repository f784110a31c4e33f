using System.Runtime.CompilerServices;

namespace Channels.Atomics;

/// <summary>
/// The one door to shared memory: each member is its namesake in <see cref="Volatile"/> or <see cref="Interlocked"/>,
/// behind a point at which the interleaving tests may let another thread go first.
/// </summary>
internal static class Atomic
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Read(ref readonly int location)
    {
        Interleave.Point();
        return Volatile.Read(in location);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Read(ref readonly long location)
    {
        Interleave.Point();
        return Volatile.Read(in location);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Read(ref readonly bool location)
    {
        Interleave.Point();
        return Volatile.Read(in location);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Read<T>(ref readonly T location)
        where T : class?
    {
        Interleave.Point();
        return Volatile.Read(in location);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref int location, int value)
    {
        Interleave.Point();
        Volatile.Write(ref location, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref long location, long value)
    {
        Interleave.Point();
        Volatile.Write(ref location, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref bool location, bool value)
    {
        Interleave.Point();
        Volatile.Write(ref location, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<T>(ref T location, T value)
        where T : class?
    {
        Interleave.Point();
        Volatile.Write(ref location, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Exchange(ref int location, int value)
    {
        Interleave.Point();
        return Interlocked.Exchange(ref location, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Exchange(ref long location, long value)
    {
        Interleave.Point();
        return Interlocked.Exchange(ref location, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Exchange(ref bool location, bool value)
    {
        Interleave.Point();
        return Interlocked.Exchange(ref location, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exchange<T>(ref T location, T value)
        where T : class?
    {
        Interleave.Point();
        return Interlocked.Exchange(ref location, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CompareExchange(ref int location, int value, int comparand)
    {
        Interleave.Point();
        return Interlocked.CompareExchange(ref location, value, comparand);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long CompareExchange(ref long location, long value, long comparand)
    {
        Interleave.Point();
        return Interlocked.CompareExchange(ref location, value, comparand);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T CompareExchange<T>(ref T location, T value, T comparand)
        where T : class?
    {
        Interleave.Point();
        return Interlocked.CompareExchange(ref location, value, comparand);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Increment(ref int location)
    {
        Interleave.Point();
        return Interlocked.Increment(ref location);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Decrement(ref int location)
    {
        Interleave.Point();
        return Interlocked.Decrement(ref location);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Or(ref int location, int bits)
    {
        Interleave.Point();
        return Interlocked.Or(ref location, bits);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fence()
    {
        Interleave.Point();
        Interlocked.MemoryBarrier();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int And(ref int location, int bits)
    {
        Interleave.Point();
        return Interlocked.And(ref location, bits);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Increment(ref long location)
    {
        Interleave.Point();
        return Interlocked.Increment(ref location);
    }
}
