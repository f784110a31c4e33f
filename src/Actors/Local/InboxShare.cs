using Actors.Messaging;
using Channels.Atomics;

namespace Actors.Local;

/// <summary>One actor's share in the inbox of its pool: what it takes from there, one message at a time.</summary>
internal sealed class InboxShare(ActorCell cell, SharedInbox inbox)
{
    // Written by the turn, read by accounts.
    private long _taken;

    /// <summary>How many messages it ever took; from any thread.</summary>
    public long Taken => Atomic.Read(ref _taken);

    /// <summary>The next one that is idle; guarded by the inbox's gate.</summary>
    public InboxShare? Next { get; set; }

    /// <summary>Whether it counts as one that takes messages; guarded by the inbox's gate.</summary>
    public bool IsIn { get; set; }

    /// <summary>It has left, and does not come again; guarded by the inbox's gate.</summary>
    public bool IsOut { get; set; }

    /// <summary>Counts as one that takes messages, from before it starts until it leaves.</summary>
    public void Join() => inbox.Join(this);

    /// <summary>Takes the next message, unless the actor was sent something itself: that comes first, so that timers do not wait behind the others' work. In the turn.</summary>
    public bool TryTake(out Envelope envelope)
    {
        envelope = default;
        if (!cell.Loop.IsEmpty)
        {
            PassOn();
            return false;
        }

        // With the time for draining everybody's is over.
        if (cell.System.IsPastDeadline) inbox.End(DeadLetterReason.ShutdownDeadline);
        if (!inbox.TryTake(this, out envelope)) return false;
        Atomic.Write(ref _taken, _taken + 1);
        // From now on it is this actor's to answer.
        if (envelope.Carried is Ask ask) ask.PutTo(cell);
        return true;
    }

    /// <summary>There may be a message for it; true if it was asleep. From any thread.</summary>
    public bool Call() => cell.Signal(Signals.Shared);

    /// <summary>It has looked, and there is nothing; in the turn, under the inbox's gate.</summary>
    public void Rest() => cell.Lower(Signals.Shared);

    /// <summary>It was called, but does something else first: another is called.</summary>
    public void PassOn() => inbox.PassOn();

    /// <summary>The actor drains. If all of them do, it goes on until there is nothing left; otherwise the others do.</summary>
    public void Drain()
    {
        // It looks once more: who posted before the end may not have called anybody yet.
        if (!TryLeave(DeadLetterReason.StoppedBeforeHandling, isToDrain: true)) cell.RaiseInTurn(Signals.Shared);
    }

    /// <summary>The actor takes no more.</summary>
    /// <param name="reason">What becomes of what waits, if it was the last one.</param>
    public void Leave(DeadLetterReason reason) => TryLeave(reason, isToDrain: false);

    private bool TryLeave(DeadLetterReason reason, bool isToDrain) => inbox.Leave(this, reason, cell.WhyDiscarded(reason), isToDrain);
}
