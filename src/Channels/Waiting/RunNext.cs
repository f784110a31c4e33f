using System.Diagnostics;
using Channels.Atomics;

namespace Channels.Waiting;

/// <summary>
/// A place for one continuation on each thread that runs continuations: the one that was made ready last, which runs
/// next, on this thread, without a way through the queues of the pool. A value then stays in the cache of the core that
/// wrote it, and no other thread is woken for work of a few nanoseconds.
/// </summary>
/// <remarks>
/// <para>
/// What lies here waits until the continuation that runs now is done. Three things keep that short. After about a
/// millisecond the thread goes back to the pool, so that other work of the pool has its turn. A thread whose
/// continuations take long, as samples show, queues to the pool for a while instead. And a
/// <see cref="RunNextWatch"/> looks every few milliseconds: what a blocked thread left lying it hands to the pool.
/// </para>
/// <para>Go's scheduler has such a place, tokio's has one, too.</para>
/// </remarks>
internal sealed class RunNext
{
    // So many continuations run one after the other between two looks at the clock.
    private const int LookEvery = 64;

    // Of so many continuations one is timed, from being laid here to being run.
    private const int SampleEvery = 64;

    // A continuation that had to wait longer than this would have been run earlier by another thread of the pool.
    private static readonly long LongestWait = Stopwatch.Frequency / 20_000;

    // How many continuations go to the pool after one had to wait too long.
    private const int LongBreak = 256;

    [ThreadStatic]
    private static RunNext? t_ofThread;

    // Laid here by the thread; taken out by it or by the watch, by exchange.
    private Waiter? _next;

    // The thread's own.
    private bool _isRunning;
    private int _untilSample = SampleEvery;
    private int _break;
    private long _sampledAt;

    // How many were ever laid here: the watch's way to tell one that lies here still from another. Written by the thread.
    private int _laid;

    // The watch's own.
    private int _laidWhenWatched;

    /// <summary>Runs a continuation next on this thread, if it runs one now, or on the pool.</summary>
    public static void Queue(Waiter waiter)
    {
        if (t_ofThread is { _isRunning: true } here && here.TryLay(waiter)) RunNextWatch.Begin();
        else ThreadPool.UnsafeQueueUserWorkItem(waiter, preferLocal: true);
    }

    /// <summary>Runs a continuation that comes from the pool, and those that it makes ready.</summary>
    public static void Run(Waiter waiter)
    {
        RunNext here = t_ofThread ?? OfThread();
        if (here._isRunning) waiter.RunContinuation();
        else here.RunInARow(waiter);
    }

    /// <summary>Takes out what lies here since the last look; the watch's alone.</summary>
    public Waiter? TakeStale()
    {
        int laid = Atomic.Read(ref _laid);
        bool isStale = laid == _laidWhenWatched;
        _laidWhenWatched = laid;
        return isStale && HasNext ? Take() : null;
    }

    /// <summary>Whether something lies here.</summary>
    public bool HasNext => Atomic.Read(ref _next) is not null;

    /// <summary>How many were ever laid here.</summary>
    public int Laid => Atomic.Read(ref _laid);

    private static RunNext OfThread()
    {
        RunNext here = new();
        RunNextWatch.Add(here);
        return t_ofThread = here;
    }

    private void RunInARow(Waiter waiter)
    {
        _isRunning = true;
        try
        {
            long begin = 0;
            for (int run = 1; ; run++)
            {
                waiter.RunContinuation();
                if (!HasNext || Take() is not { } next) return;
                if (_sampledAt != 0) LookAtSample();
                if (run % LookEvery == 0 && IsTimeUp(ref begin))
                {
                    ThreadPool.UnsafeQueueUserWorkItem(next, preferLocal: false);
                    return;
                }

                waiter = next;
            }
        }
        finally
        {
            _isRunning = false;
            // After a continuation that threw.
            if (HasNext && Take() is { } left) ThreadPool.UnsafeQueueUserWorkItem(left, preferLocal: true);
        }
    }

    /// <summary>Whether the clock, which moves every few milliseconds at most, has moved twice since the first look.</summary>
    private static bool IsTimeUp(ref long begin)
    {
        long now = Environment.TickCount64;
        if (begin == 0) begin = now;
        return now - begin > 1;
    }

    /// <summary>Lays a continuation here, if there is none; this thread's alone.</summary>
    public bool TryLay(Waiter waiter)
    {
        if (_break > 0)
        {
            _break--;
            return false;
        }

        // Only this thread lays something here.
        if (HasNext) return false;
        if (--_untilSample == 0)
        {
            _untilSample = SampleEvery;
            _sampledAt = Stopwatch.GetTimestamp();
        }

        Atomic.Write(ref _laid, _laid + 1);
        // Releases the waiter; pairs with the exchange in Take.
        Atomic.Write(ref _next, waiter);
        return true;
    }

    /// <summary>Takes out what lies here; for the thread and the watch, one of which gets it.</summary>
    public Waiter? Take() => Atomic.Exchange(ref _next, null);

    private void LookAtSample()
    {
        if (Stopwatch.GetTimestamp() - _sampledAt > LongestWait) _break = LongBreak;
        _sampledAt = 0;
    }
}
