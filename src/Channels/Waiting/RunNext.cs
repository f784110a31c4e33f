using System.Diagnostics;
using System.Runtime.CompilerServices;
using Channels.Atomics;

namespace Channels.Waiting;

/// <summary>
/// A short line on each thread that runs continuations, or turns of actors: those that were made ready meanwhile run next,
/// on this thread, without a way through the queues of the pool. A value then stays in the cache of the core that wrote
/// it, and no other thread is woken for work of a few nanoseconds.
/// </summary>
/// <remarks>
/// <para>
/// What stands here waits until those before it are done. Three things keep that short. After about a millisecond the
/// thread goes back to the pool, so that other work of the pool has its turn. A thread where the wait grows long, as
/// samples show, queues to the pool for a while instead. And a <see cref="RunNextWatch"/> looks every few milliseconds:
/// what a blocked thread left standing it hands to the pool.
/// </para>
/// <para>Go's scheduler has such a place, tokio's has one, too; see docs/decisions/0008-run-next.md.</para>
/// </remarks>
internal sealed class RunNext
{
    // How many stand here at most; the others go to the pool, where another thread may take them.
    private const int Places = 8;

    // So many continuations run one after the other between two looks at the clock.
    private const int LookEvery = 64;

    // Of so many continuations one is timed, from being put here to being run.
    private const int SampleEvery = 64;

    // A continuation that had to wait longer than this would have been run earlier by another thread of the pool.
    private static readonly long LongestWait = Stopwatch.Frequency / 20_000;

    // So long runs one after the other here before other work of the pool has its turn.
    private static readonly long LongestRow = Stopwatch.Frequency / 1_000;

    // How many continuations go to the pool after one had to wait too long.
    private const int LongBreak = 256;

    [ThreadStatic]
    private static RunNext? t_ofThread;

    // Filled by the thread; emptied by the thread while it is taking, or by the watch while it is robbing.
    private readonly Place[] _places = new Place[Places];

    // Each of the two says that it takes something out, and then looks at the other's word: see Rob.
    private bool _isTaking;
    private bool _isRobbed;

    // The thread's own: how many were ever put here, and how many places it has looked at since. Between the two are
    // those that stand here, some of which the watch may have taken.
    private uint _put;
    private uint _looked;

    private bool _isRunning;
    private int _untilSample = SampleEvery;
    private int _break;
    private uint _sampled;
    private long _sampledAt;

    // How often the thread came back here: the watch's way to tell one that is busy from one that is stuck. Written by
    // the thread.
    private int _returns;

    // The watch's own.
    private int _returnsWhenWatched;

    /// <summary>How often the thread came back for the next.</summary>
    public int Returns => Atomic.Read(ref _returns);

    /// <summary>Whether something stands here; from any thread.</summary>
    public bool HasAny
    {
        get
        {
            foreach (ref Place place in _places.AsSpan())
            {
                if (Atomic.Read(ref place.Runnable) is not null) return true;
            }

            return false;
        }
    }

    /// <summary>Whether somebody stands here whom a pause of the caller lets go first; or the caller is not run from here yet, and so nobody can.</summary>
    public static bool IsWorthAPause => t_ofThread is not { _isRunning: true } here || here._put != here._looked;

    /// <summary>Runs a continuation next on this thread, if it runs one now, or on the pool.</summary>
    public static void Queue(Runnable runnable)
    {
        if (t_ofThread is { _isRunning: true } here && here.TryPut(runnable)) RunNextWatch.Begin();
        else ThreadPool.UnsafeQueueUserWorkItem(runnable, preferLocal: true);
    }

    /// <summary>Runs a continuation that comes from the pool, and those that it makes ready.</summary>
    public static void Run(Runnable runnable)
    {
        RunNext here = t_ofThread ?? OfThread();
        if (here._isRunning) runnable.Run();
        else here.RunInARow(runnable);
    }

    /// <summary>Puts a continuation at the end, if there is a place; this thread's alone.</summary>
    public bool TryPut(Runnable runnable)
    {
        if (_break > 0)
        {
            _break--;
            return false;
        }

        if (_put - _looked == Places) return false;
        if (--_untilSample == 0)
        {
            _untilSample = SampleEvery;
            _sampled = _put;
            _sampledAt = Stopwatch.GetTimestamp();
        }

        // Releases it; pairs with the read in Rob.
        Atomic.Write(ref _places[_put % Places].Runnable, runnable);
        _put++;
        return true;
    }

    /// <summary>Takes the one that stands here longest; this thread's alone.</summary>
    public Runnable? TakeFirst()
    {
        if (_looked == _put) return null;
        BeginTaking();
        Runnable? first = null;
        while (_looked != _put && first is null)
        {
            if (_sampledAt != 0 && _sampled == _looked) LookAtSample();
            // The watch may have been here before.
            ref Place place = ref _places[_looked++ % Places];
            first = Atomic.Read(ref place.Runnable);
            Atomic.Write(ref place.Runnable, null);
        }

        // Releases the places; pairs with the read in Rob.
        Atomic.Write(ref _isTaking, false);
        return first;
    }

    /// <summary>Takes out what stands here if the thread has not come back since the last look, and hands each to <paramref name="handOn"/>; the watch's alone.</summary>
    public void TakeStale(Action<Runnable> handOn)
    {
        int returns = Returns;
        bool isStale = returns == _returnsWhenWatched;
        _returnsWhenWatched = returns;
        if (isStale && HasAny) Rob(handOn);
    }

    private void Rob(Action<Runnable> handOn)
    {
        Atomic.Write(ref _isRobbed, true);
        // The thread writes that it is taking and then looks whether it is robbed, with no fence in between, for that
        // would cost it more than all the rest. This is the fence, for both: after it either we see that it is taking,
        // or it sees us, and waits.
        Interlocked.MemoryBarrierProcessWide();
        if (!Atomic.Read(ref _isTaking))
        {
            foreach (ref Place place in _places.AsSpan())
            {
                if (Atomic.Read(ref place.Runnable) is not { } stale) continue;
                Atomic.Write(ref place.Runnable, null);
                handOn(stale);
            }
        }

        // Releases the places; pairs with the read in BeginTaking.
        Atomic.Write(ref _isRobbed, false);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void BeginTaking()
    {
        Atomic.Write(ref _isTaking, true);
        // Not a fence: pairs with the process-wide barrier in Rob.
        if (Atomic.Read(ref _isRobbed)) LetRob();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void LetRob()
    {
        do
        {
            Atomic.Write(ref _isTaking, false);
            Interleave.Block(() => !Atomic.Read(ref _isRobbed));
            SpinWait wait = default;
            while (Atomic.Read(ref _isRobbed)) wait.SpinOnce();
            Atomic.Write(ref _isTaking, true);
        }
        while (Atomic.Read(ref _isRobbed));
    }

    private static RunNext OfThread()
    {
        RunNext here = new();
        RunNextWatch.Add(here);
        return t_ofThread = here;
    }

    private void RunInARow(Runnable runnable)
    {
        _isRunning = true;
        try
        {
            long begin = 0;
            for (int run = 1; ; run++)
            {
                runnable.Run();
                Atomic.Write(ref _returns, _returns + 1);
                if ((run % LookEvery == 0 && IsTimeUp(ref begin)) || TakeFirst() is not { } next) return;
                runnable = next;
            }
        }
        finally
        {
            _isRunning = false;
            // The time is up, or a continuation threw: at the end of the pool's queue, for all threads.
            while (TakeFirst() is { } left) ThreadPool.UnsafeQueueUserWorkItem(left, preferLocal: false);
        }
    }

    /// <summary>Whether this has gone on for long since the first look; a look costs as much as running one or two.</summary>
    private static bool IsTimeUp(ref long begin)
    {
        long now = Stopwatch.GetTimestamp();
        if (begin == 0) begin = now;
        return now - begin > LongestRow;
    }

    private void LookAtSample()
    {
        if (Stopwatch.GetTimestamp() - _sampledAt > LongestWait) _break = LongBreak;
        _sampledAt = 0;
    }

    /// <summary>A struct, since an array of references asks at every store whether what is stored belongs there.</summary>
    private struct Place
    {
        public Runnable? Runnable;
    }
}
