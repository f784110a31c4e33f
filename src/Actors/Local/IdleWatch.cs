using Actors.Messaging;
using Channels.Atomics;

namespace Actors.Local;

/// <summary>Finds out that an actor has had nothing to do for a while, without costing its messages anything: it looks now and then whether it took any.</summary>
/// <remarks>It looks four times in the time while there are messages, and not at all in between when there are none: so idleness is found a quarter late at most.</remarks>
internal sealed class IdleWatch : TimerEntry, INoticeSource
{
    private readonly ActorCell _cell;
    private readonly TimeSpan _after;

    // Null if the actor is to stop instead of being told.
    private readonly Notice? _notice;

    // Touched by the timer's thread only, and by Start before it.
    private long _taken;
    private long _since;

    // Written by the turn, read by the timer's thread.
    private bool _isCancelled;

    public IdleWatch(ActorCell cell, TimeSpan after, Notice? notice)
    {
        _cell = cell;
        _after = after;
        _notice = notice;
        if (notice is not null) notice.Source = this;
    }

    private TimeProvider Time => _cell.System.Time;

    public void Start()
    {
        _since = Time.GetTimestamp();
        _cell.System.Timers.Set(this, _after / 4);
    }

    public void Cancel()
    {
        Atomic.Write(ref _isCancelled, true);
        _cell.System.Timers.Cancel(this);
    }

    public override void OnDue()
    {
        if (Atomic.Read(ref _isCancelled)) return;
        long taken = _cell.Taken;
        bool isBusy = taken != _taken || !_cell.IsQuiet;
        _taken = taken;
        if (isBusy) _since = Time.GetTimestamp();
        TimeSpan idle = Time.GetElapsedTime(_since);
        if (idle >= _after)
        {
            _since = Time.GetTimestamp();
            if (_notice is null) _cell.TryPassivate();
            else _cell.Deliver(_notice.Envelope);
        }

        // While there are messages it looks again soon, otherwise when the time would be over. It may be cancelled just now:
        // then this is the last look.
        _cell.System.Timers.Set(this, isBusy || idle >= _after ? _after / 4 : _after - idle);
        if (Atomic.Read(ref _isCancelled)) _cell.System.Timers.Cancel(this);
    }

    public bool TryTake(bool again)
    {
        if (!Atomic.Read(ref _isCancelled)) return true;
        _cell.Withdraw();
        return false;
    }

    public void Drop()
    {
    }
}
