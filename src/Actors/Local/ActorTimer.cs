using Actors.Messaging;
using Channels.Atomics;

namespace Actors.Local;

/// <summary>A timer of an actor, and its message on the way.</summary>
internal sealed class ActorTimer : TimerEntry, INoticeSource
{
    private readonly ActorCell _cell;
    private readonly object _key;
    private readonly Notice _notice;

    // 1 while a message of it waits in the mailbox: raised by the timer's thread, lowered by the turn that comes to it.
    private int _isUnderWay;

    // Touched only inside the actor's turn.
    private bool _isCancelled;

    public ActorTimer(ActorCell cell, object key, Notice notice, TimeSpan? period)
    {
        _cell = cell;
        _key = key;
        _notice = notice;
        Period = period?.Ticks ?? 0;
        notice.Source = this;
    }

    /// <summary>In the actor's turn: what of it waits in the mailbox is not handled, either.</summary>
    public void Cancel()
    {
        _isCancelled = true;
        _cell.System.Timers.Cancel(this);
    }

    // A tick that finds the one before still waiting is skipped: an actor that lags does not drown in its own ticks.
    public override void OnDue()
    {
        if (Atomic.Exchange(ref _isUnderWay, 1) == 0) _cell.Deliver(_notice.Envelope);
    }

    public bool TryTake(bool again)
    {
        // Before the handler: a tick that comes while it runs is a new one.
        if (!again) Atomic.Exchange(ref _isUnderWay, 0);
        if (_isCancelled)
        {
            _cell.Withdraw();
            return false;
        }

        if (Period == 0 && !again) _cell.Tools.Timers.Remove(_key);
        return true;
    }

    public void Drop() => Atomic.Exchange(ref _isUnderWay, 0);
}
