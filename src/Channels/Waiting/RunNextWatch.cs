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
        long laidBefore = 0;
        while (true)
        {
            lock (Bell) Monitor.Wait(Bell, Period);
            (long laid, bool isAnyLying) = LookOnce();
            idleLooks = laid == laidBefore && !isAnyLying ? idleLooks + 1 : 0;
            laidBefore = laid;
            if (idleLooks < IdleLooks) continue;

            idleLooks = 0;
            lock (Bell)
            {
                Atomic.Write(ref s_isLooking, false);
                // Who lays something writes it and then reads s_isLooking, without a fence in between. This is the fence:
                // after it either we see what was laid, or it saw that nobody looks.
                Interlocked.MemoryBarrierProcessWide();
                if (IsAnyLying()) s_isLooking = true;
                while (!s_isLooking) Monitor.Wait(Bell);
            }
        }
    }

    private static (long Laid, bool IsAnyLying) LookOnce()
    {
        long laid = 0;
        bool isAnyLying = false;
        lock (Bell)
        {
            for (int index = Watched.Count - 1; index >= 0; index--)
            {
                if (!Watched[index].TryGetTarget(out RunNext? runNext))
                {
                    Watched.RemoveAt(index);
                    continue;
                }

                if (runNext.TakeStale() is { } stale) ThreadPool.UnsafeQueueUserWorkItem(stale, preferLocal: false);
                laid += runNext.Laid;
                isAnyLying |= runNext.HasNext;
            }
        }

        return (laid, isAnyLying);
    }

    private static bool IsAnyLying()
    {
        foreach (WeakReference<RunNext> watched in Watched)
        {
            if (watched.TryGetTarget(out RunNext? runNext) && runNext.HasNext) return true;
        }

        return false;
    }
}
