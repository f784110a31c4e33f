using System.Diagnostics;
using Actors.Diagnostics;
using Actors.Messaging;
using Channels;

namespace Actors.Local;

/// <summary>One mailbox for all actors of a pool: whoever of them is free takes the next message. The cell is that of the actor at their head, whose account has what waits here.</summary>
/// <remarks>
/// It has no turn of its own. Who finds nothing here is listed as idle; who posts takes one off that list for each message,
/// and calls it: raises its signal, and wakes it. Both under the gate, so no call is missed. One that is called and does not
/// sleep has something else to do, and looks when it is done; so another is called. And one that slept but has something
/// else to do first passes the call on. So a message waits only while all are busy.
/// </remarks>
internal sealed class SharedInbox(ActorCell head, Mailbox mailbox)
    : Inbox(head, new GuardedQueue(mailbox.CreateQueue(head.System.Time), mailbox.Capacity))
{
    // All below is guarded by the gate.

    // Those who found nothing, the last one first: its memory is the warmest. To be awake means here that nobody is listed.
    private InboxShare? _idle;

    // How many take messages from here.
    private int _members;

    // Closed, whoever may still join.
    private bool _isOver;

    // For how many messages, of all that were ever accepted, nobody needs to be called any more.
    private long _called;

    /// <summary>How things stand. What an actor of the pool has taken is in its own account.</summary>
    public InboxFigures Held
    {
        get
        {
            Enter();
            InboxFigures held = new(AcceptedLocked - _queue!.Taken, _queue.Count, IsHandling: false, _highWater);
            Leave();
            return held;
        }
    }

    private long AcceptedLocked => _queue!.Gone + _queue.Count;

    public override void Run() => throw new InvalidOperationException($"The mailbox of {Cell.Path} is shared, and has no turn of its own.");

    /// <summary>Lets one take part. With the first, messages are let in; from any thread.</summary>
    public void Join(InboxShare share)
    {
        Enter();
        // It may have ended already.
        if (!share.IsOut && !share.IsIn)
        {
            share.IsIn = true;
            _members++;
            if (!_isOver) _flags &= ~Closed;
        }

        Leave();
    }

    /// <summary>Takes the next message for one of the pool, or lists it as idle; in its turn.</summary>
    public bool TryTake(InboxShare share, out Envelope envelope)
    {
        envelope = default;
        Enter();
        if (_queue!.Count > _highWater) _highWater = _queue.Count;
        if (share.IsIn && TryTakeFromQueueOrStay(out envelope, isToBeHandled: false)) return true;

        // First the signal, then the list: who finds it there raises the signal anew.
        share.Rest();
        // Once it is over nothing comes any more, and one that drains may still be listed from before.
        if (share.IsIn && !_isOver)
        {
            Debug.Assert(_idle != share && share.Next is null, "One is listed once.");
            share.Next = _idle;
            _idle = share;
            _called = AcceptedLocked;
            _isAwake = false;
        }

        Leave();
        return false;
    }

    /// <summary>One takes no more messages; from any thread, any number of times.</summary>
    /// <param name="share">Which one.</param>
    /// <param name="reason">If it is the last: why what waits is not handled.</param>
    /// <param name="why">If it is the last: why it ended.</param>
    /// <param name="isToDrain">Whether it stays if nobody is let in any more: then it helps to empty the mailbox.</param>
    /// <returns>Whether it does not stay.</returns>
    public bool Leave(InboxShare share, DeadLetterReason reason, ActorException why, bool isToDrain)
    {
        // One who ends, or is restarted, with all its children decides itself what becomes of its mailbox.
        bool isHeads = Cell.Children.IsClosed;
        RoomWaiter? waiting = null;
        Enter();
        if (isToDrain && _isOver)
        {
            Leave();
            return false;
        }

        bool isLast = share.IsIn && --_members == 0 && !isHeads;
        (share.IsIn, share.IsOut) = (false, true);
        Unlist(share);
        if (isLast) waiting = CloseLocked();
        Leave();
        RoomWaiter.CompleteAll(waiting, WriteStatus.Closed);
        if (isLast) DropAll(reason, why);
        return true;
    }

    /// <summary>Lets no more messages in, whoever joins; what was accepted can still be taken. From any thread.</summary>
    public void CloseForGood()
    {
        Enter();
        _isOver = true;
        RoomWaiter? waiting = CloseLocked();
        Leave();
        RoomWaiter.CompleteAll(waiting, WriteStatus.Closed);
    }

    /// <summary>The same, and what waits is not handled; from any thread.</summary>
    public void End(DeadLetterReason reason)
    {
        CloseForGood();
        DropAll(reason, why: null);
    }

    /// <summary>Calls another one, if a message waits and somebody sleeps: the one that was called does something else first. From any thread.</summary>
    public void PassOn() => Call(1);

    protected override void Wake() => Call(0);

    /// <param name="due">For how many messages somebody is to be called, beside those that came since the last call.</param>
    private void Call(int due)
    {
        InboxShare? next;
        do
        {
            Enter();
            // While we were on our way others found nobody listed: what they brought is ours to call for.
            long accepted = AcceptedLocked;
            due = (int)Math.Min(due + accepted - _called, _queue!.Count);
            _called = accepted;
            next = due > 0 ? _idle : null;
            if (next is not null) Unlist(next);
            _isAwake = _idle is null;
            Leave();
            if (next?.Call() == true) due--;
        }
        while (next is not null);
    }

    /// <summary>Lets nobody in.</summary>
    /// <returns>Those who waited for room, to be told outside the gate.</returns>
    private RoomWaiter? CloseLocked()
    {
        _flags |= Closed;
        return _queue!.DismissAll();
    }

    /// <summary>Under the gate.</summary>
    private void Unlist(InboxShare share)
    {
        if (_idle == share)
        {
            _idle = share.Next;
        }
        else
        {
            InboxShare? before = _idle;
            while (before is not null && before.Next != share) before = before.Next;
            if (before is not null) before.Next = share.Next;
        }

        share.Next = null;
    }

    /// <summary>Makes dead letters of what waits, until somebody joins.</summary>
    private void DropAll(DeadLetterReason reason, ActorException? why)
    {
        long count = 0;
        while (TryDrop(reason, out Envelope envelope))
        {
            count++;
            // Made anew for each who is told: they throw it on threads of their own.
            Cell.TellDropped(envelope, reason, why is null or ActorSystemStoppingException ? null
                : new ActorStoppedException(Cell.Path, $"All actors of the pool {Cell.Path} have stopped; Resize makes others. Of the last one: {why.Message}", why));
        }

        if (count != 0) Cell.System.Logger.MessagesUndelivered(count, Cell.Path, reason);
    }

    private bool TryDrop(DeadLetterReason reason, out Envelope envelope)
    {
        Enter();
        if (_isOver || _members == 0) return TryTakeFromQueue(out envelope, isToBeHandled: false, reason);
        Leave();
        envelope = default;
        return false;
    }
}
