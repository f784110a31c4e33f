using Channels.Atomics;

namespace Actors.Messaging;

/// <summary>
/// The timeouts of a system's Asks: one timer for all of them, set for the earliest. An Ask that is answered in time,
/// as nearly all are, costs one comparison here.
/// </summary>
internal sealed class AskRegistry : IDisposable
{
    // A timeout is never early, and late by at most about this much when many come one after the other.
    private const long MinInterval = 5;

    // Timers do not reach further; the sweep plans again.
    private const long MaxInterval = 24 * 60 * 60 * 1000;

    private const long Never = long.MaxValue;

    private readonly TimeProvider _time;
    private readonly bool _isSystemTime;

    // Times are counted from here: from 0 they would be too large for a double, and a millisecond off now and then.
    private readonly long _origin;

    // Guards the list and the timer. Held by the sweep, and by an Ask that is new here or earlier than the plan.
    private readonly Gate _gate = new();
    private readonly List<Ask> _asks = [];
    private readonly ITimer _timer;

    // When the timer fires, in milliseconds; Never while it is off. Written under the gate, read by every Ask.
    private long _nextSweep = Never;
    private bool _isDisposed;

    public AskRegistry(TimeProvider time, IActorScheduler scheduler, TimeSpan defaultTimeout, CancellationToken handlerToken)
    {
        _time = time;
        _isSystemTime = ReferenceEquals(time, TimeProvider.System);
        _origin = time.GetTimestamp();
        Scheduler = scheduler;
        DefaultTimeout = defaultTimeout;
        HandlerToken = handlerToken;
        handlerToken.UnsafeRegister(static self => ((AskRegistry)self!).EndWithHandlers(), this);
        using (ExecutionContext.SuppressFlow())
            _timer = time.CreateTimer(static self => ((AskRegistry)self!).Sweep(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public IActorScheduler Scheduler { get; }

    public TimeSpan DefaultTimeout { get; }

    /// <summary>What handlers get that have no token of their own, and pass on when they ask.</summary>
    public CancellationToken HandlerToken { get; }

    /// <summary>How many were asked, and how they ended.</summary>
    public AskLedger Ledger { get; } = new();

    /// <summary>What is done about a cycle of Asks: makes the exception that ends the one that closed it, or null to let it be. Null to look for none.</summary>
    public Func<IReadOnlyList<AskEdge>, Exception?>? CycleFound { get; init; }

    /// <summary>Guards the last look at a cycle and its breaking: of two who find it, one breaks it.</summary>
    public Gate BreakingCycles { get; } = new();

    /// <summary>Milliseconds from some moment on: the coarse clock is several times cheaper than a timestamp, and a millisecond is what timeouts are made of.</summary>
    public long Now => _isSystemTime ? Environment.TickCount64 : (long)_time.GetElapsedTime(_origin).TotalMilliseconds;

    public long DeadlineOf(TimeSpan timeout) =>
        timeout == Timeout.InfiniteTimeSpan ? Never : Now + (long)Math.Ceiling(timeout.TotalMilliseconds) + 1;

    /// <summary>Sees to it that the Ask ends in time; after it became pending.</summary>
    public void Watch(Ask ask)
    {
        if (!ask.IsRegistered) Register(ask);
        long deadline = ask.Deadline;
        if (deadline < Atomic.Read(ref _nextSweep)) Advance(deadline);
    }

    /// <summary>Lets go of an Ask that goes on to another system.</summary>
    public void Forget(Ask ask)
    {
        using (_gate.Enter())
        {
            if (!ask.IsRegistered) return;
            ask.IsRegistered = false;
            _asks.Remove(ask);
        }
    }

    /// <summary>Ends every Ask that still waits; when the system has stopped and nobody is left to answer.</summary>
    /// <param name="reason">Makes the exception, from the name of who was asked.</param>
    public void FailAll(Func<string, Exception> reason)
    {
        Ask[] left;
        using (_gate.Enter()) left = [.. _asks];
        foreach (Ask ask in left)
        {
            int life = ask.Life;
            string? asked = ask.TargetName;
            if (asked is not null && ask.IsWaitingIn(life)) ask.TryFail(life, reason(asked), AskOutcome.Stopped);
        }
    }

    public void Dispose()
    {
        using (_gate.Enter()) _isDisposed = true;
        _timer.Dispose();
    }

    private void EndWithHandlers()
    {
        Ask[] all;
        using (_gate.Enter()) all = [.. _asks];
        foreach (Ask ask in all) ask.EndWithHandlers(this);
    }

    private void Register(Ask ask)
    {
        using (_gate.Enter())
        {
            if (ask.IsRegistered) return;
            ask.IsRegistered = true;
            _asks.Add(ask);
        }
    }

    private void Advance(long deadline)
    {
        using (_gate.Enter())
        {
            if (deadline < _nextSweep) SetTimerLocked(deadline);
        }
    }

    private void Sweep()
    {
        List<Ask>? late = null;
        long now = Now;
        using (_gate.Enter())
        {
            // First the plan is off, with a full fence, then we look: an Ask that becomes pending behind our back finds
            // no plan, and comes to make one.
            Atomic.Exchange(ref _nextSweep, Never);
            long next = Never;
            int kept = 0;
            for (int at = 0; at < _asks.Count; at++)
            {
                Ask ask = _asks[at];
                if (!ask.IsWaiting && !StaysRegistered(ask)) continue;
                _asks[kept++] = ask;
                long deadline = ask.Deadline;
                if (deadline <= now) (late ??= []).Add(ask);
                else next = Math.Min(next, deadline);
            }

            _asks.RemoveRange(kept, _asks.Count - kept);
            if (next != Never) SetTimerLocked(Math.Max(next, now + MinInterval));
        }

        foreach (Ask ask in late ?? []) ask.EndIfLate(this, now);
    }

    private static bool StaysRegistered(Ask ask)
    {
        ask.IsRegistered = false;
        // It may have begun a new life just now, and have seen the flag still up: then it is ours to keep.
        Atomic.Fence();
        if (!ask.IsWaiting) return false;
        ask.IsRegistered = true;
        return true;
    }

    private void SetTimerLocked(long deadline)
    {
        Atomic.Write(ref _nextSweep, deadline);
        if (!_isDisposed) _timer.Change(TimeSpan.FromMilliseconds(Math.Clamp(deadline - Now, 1, MaxInterval)), Timeout.InfiniteTimeSpan);
    }
}
