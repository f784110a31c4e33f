using Channels.Atomics;

namespace Channels.Waiting;

/// <summary>Looks every few milliseconds whether a continuation lies in a thread's <see cref="RunNext"/> while the thread is blocked or busy, and hands it to the pool. Sleeps while nothing is laid anywhere.</summary>
/// <remarks>A thread of its own: work of the pool would wait where what it looks after waits.</remarks>
internal static class RunNextWatch
{
    private const int Period = 5;

    // So many looks without anything new, and the watch goes to sleep.
    private const int IdleLooks = 40;

    private static readonly object Bell = new();

    // Those of threads that are gone are let go of. Guarded by Bell.
    private static readonly List<WeakReference<RunNext>> Watched = [];

    // Whether the watch looks. Written by it and by who wakes it, under Bell; read by everybody who lays something.
    private static bool s_isLooking;
    private static bool s_isStarted;

    public static void Add(RunNext runNext)
    {
        lock (Bell) Watched.Add(new WeakReference<RunNext>(runNext));
    }

    /// <summary>Makes sure that somebody looks; after something was laid.</summary>
    public static void Begin()
    {
        // Not a fence: pairs with the process-wide barrier in Look, after which one of the two sees the other.
        if (!Atomic.Read(ref s_isLooking)) WakeUp();
    }

    private static void WakeUp()
    {
        lock (Bell)
        {
            if (s_isLooking) return;
            s_isLooking = true;
            if (s_isStarted)
            {
                Monitor.Pulse(Bell);
                return;
            }

            s_isStarted = true;
        }

        new Thread(Look) { IsBackground = true, Name = "Channels run-next watch" }.UnsafeStart();
    }

    private static void Look()
    {
        int idleLooks = 0;
        long returnsBefore = 0;
        while (true)
        {
            lock (Bell) Monitor.Wait(Bell, Period);
            (long returns, bool isAnyWaiting) = LookOnce();
            idleLooks = returns == returnsBefore && !isAnyWaiting ? idleLooks + 1 : 0;
            returnsBefore = returns;
            if (idleLooks < IdleLooks) continue;

            idleLooks = 0;
            lock (Bell)
            {
                Atomic.Write(ref s_isLooking, false);
                // Who puts something there writes it and then reads s_isLooking, without a fence in between. This is the fence:
                // after it either we see what was put there, or it saw that nobody looks.
                Interlocked.MemoryBarrierProcessWide();
                if (IsAnyWaiting()) s_isLooking = true;
                while (!s_isLooking) Monitor.Wait(Bell);
            }
        }
    }

    private static (long Returns, bool IsAnyWaiting) LookOnce()
    {
        long returns = 0;
        bool isAnyWaiting = false;
        lock (Bell)
        {
            for (int index = Watched.Count - 1; index >= 0; index--)
            {
                if (!Watched[index].TryGetTarget(out RunNext? runNext))
                {
                    Watched.RemoveAt(index);
                    continue;
                }

                runNext.TakeStale(static stale => ThreadPool.UnsafeQueueUserWorkItem(stale, preferLocal: false));
                returns += runNext.Returns;
                isAnyWaiting |= runNext.HasAny;
            }
        }

        return (returns, isAnyWaiting);
    }

    private static bool IsAnyWaiting()
    {
        foreach (WeakReference<RunNext> watched in Watched)
        {
            if (watched.TryGetTarget(out RunNext? runNext) && runNext.HasAny) return true;
        }

        return false;
    }
}
