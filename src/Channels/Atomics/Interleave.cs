using System.Diagnostics;

namespace Channels.Atomics;

/// <summary>
/// Marks the points between which threads may be interleaved. In what ships every call is erased; the interleaving
/// tests compile the same sources with <c>ACTORS_SIM</c> and decide at each point which thread goes on.
/// </summary>
internal static class Interleave
{
#if ACTORS_SIM
    /// <summary>Called before every shared access of a thread under test.</summary>
    [ThreadStatic] internal static Action? AtPoint;

    /// <summary>Called where a thread under test has to wait until something holds.</summary>
    [ThreadStatic] internal static Action<Func<bool>>? AtBlock;

    /// <summary>Called where a thread under test is about to wait for the callback of a token.</summary>
    [ThreadStatic] internal static Action<CancellationTokenRegistration>? AtDispose;

    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<object, object> Held = [];
#endif

    /// <summary>Stands before a shared access.</summary>
    [Conditional("ACTORS_SIM")]
    public static void Point()
    {
#if ACTORS_SIM
        AtPoint?.Invoke();
#endif
    }

    /// <summary>Stands where real threads would spin or block until <paramref name="condition"/> holds.</summary>
    [Conditional("ACTORS_SIM")]
    public static void Block(Func<bool> condition)
    {
#if ACTORS_SIM
        AtBlock?.Invoke(condition);
#endif
    }

    /// <summary>Stands before the disposal of a registration, which waits for its callback if that is running.</summary>
    [Conditional("ACTORS_SIM")]
    public static void Dispose(CancellationTokenRegistration registration)
    {
#if ACTORS_SIM
        AtDispose?.Invoke(registration);
#endif
    }

    /// <summary>Keeps alive as long as its owner what that holds weakly: the collector must not decide how a schedule goes.</summary>
    [Conditional("ACTORS_SIM")]
    public static void Hold(object owner, object held)
    {
#if ACTORS_SIM
        Held.Add(owner, held);
#endif
    }
}
