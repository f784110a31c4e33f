using Actors.Mailboxes;
using Actors.Messaging;

namespace Actors.Local;

/// <summary>How messages wait in a mailbox that is of another kind than the unbounded, and the senders that wait for room in it, first come first served. Guarded by the inbox's gate.</summary>
internal sealed class GuardedQueue(MailboxQueue queue, int? capacity)
{
    // Another one, once the mailbox's own has failed.
    private MailboxQueue _messages = queue;

    // The line of those who wait; linked both ways, so that a cancelled one leaves in the same few steps from anywhere.
    private RoomWaiter? _firstWaiter;
    private RoomWaiter? _lastWaiter;

    // By reason; made when the queue first drops something.
    private long[]? _dropped;
    private long _droppedInAll;

    public int? Capacity => capacity;

    /// <summary>The queue of an actor with such a mailbox; null for the unbounded, which the inbox is by itself.</summary>
    public static GuardedQueue? Of(Mailbox? mailbox, TimeProvider time) =>
        mailbox is null or UnboundedMailbox ? null : new GuardedQueue(mailbox.CreateQueue(time), mailbox.Capacity);

    public int Count => _messages.Count;

    /// <summary>How many messages the actor ever took out.</summary>
    public long Taken { get; private set; }

    /// <summary>How many messages were accepted and are gone, taken or dropped.</summary>
    public long Gone => Taken + _droppedInAll;

    /// <summary>What the queue has to know of a message; outside of the gate.</summary>
    public MailboxItem Prepare(Envelope envelope) => _messages.Prepare(new MailboxItem(envelope));

    /// <summary>Puts a message in; false if there is no room, or others wait for it already.</summary>
    /// <param name="item">The message.</param>
    /// <param name="error">What the mailbox's own code threw; it has not got the message then.</param>
    public bool TryPut(MailboxItem item, out Exception? error)
    {
        error = null;
        try
        {
            return _firstWaiter is null && _messages.TryPut(item);
        }
#pragma warning disable CA1031 // Told by the caller, outside the gate, which must not stay closed for it.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            error = thrown;
            return false;
        }
    }

    /// <summary>Takes the next message out and gives the room to who waits longest for it.</summary>
    /// <param name="envelope">The message.</param>
    /// <param name="admitted">Who was let in; to be told so outside the gate.</param>
    /// <param name="error">What the mailbox's own code threw. What it held is out of reach then; messages go on in the order they come.</param>
    public bool TryTake(out Envelope envelope, out RoomWaiter? admitted, out Exception? error)
    {
        MailboxItem item = default;
        admitted = null;
        error = null;
        bool isTaken = false;
        int before = _messages.Count;
        try
        {
            isTaken = _messages.TryTake(out item);
            // Also where nothing was taken: what has expired has made room.
            if (_firstWaiter is { } first && _messages.TryPut(first.Item))
            {
                TryRemove(first);
                admitted = first;
            }
        }
#pragma warning disable CA1031 // As above.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            error = thrown;
            for (int lost = before - (isTaken ? 1 : 0); lost > 0; lost--) CountDropped(DeadLetterReason.MailboxFailed);
            _messages = new FifoQueue();
        }

        envelope = item.Envelope;
        if (isTaken) Taken++;
        return isTaken;
    }

    /// <summary>What the queue has dropped since the last time, to be told outside the gate; null if nothing.</summary>
    public List<(MailboxItem Item, DeadLetterReason Reason)>? TakeDropped()
    {
        List<(MailboxItem Item, DeadLetterReason Reason)>? dropped = _messages.TakeDropped();
        if (dropped is null) return null;
        foreach ((MailboxItem item, DeadLetterReason reason) in dropped)
        {
            // What the actor's own machinery sent counts as never sent.
            if (!item.IsNotice) CountDropped(reason);
        }

        return dropped;
    }

    /// <summary>Counts a message as accepted and dropped.</summary>
    public void CountDropped(DeadLetterReason reason)
    {
        (_dropped ??= new long[Enum.GetValues<DeadLetterReason>().Length])[(int)reason]++;
        _droppedInAll++;
    }

    /// <summary>The message that was taken out last is dropped instead.</summary>
    public void DropTaken(DeadLetterReason reason)
    {
        Taken--;
        CountDropped(reason);
    }

    /// <summary>Adds what was dropped to the other messages that were not handled.</summary>
    public void AddDropped(Dictionary<DeadLetterReason, long> undelivered)
    {
        for (int reason = 0; reason < _dropped?.Length; reason++)
        {
            if (_dropped[reason] != 0) undelivered[(DeadLetterReason)reason] = undelivered.GetValueOrDefault((DeadLetterReason)reason) + _dropped[reason];
        }
    }

    public bool TryFind(object carried, int sight, ref int place) => _messages.TryFind(carried, sight, ref place);

    /// <summary>Puts a sender at the end of the line.</summary>
    public void Join(RoomWaiter waiter)
    {
        waiter.IsInLine = true;
        waiter.Previous = _lastWaiter;
        if (_lastWaiter is null) _firstWaiter = waiter;
        else _lastWaiter.Next = waiter;
        _lastWaiter = waiter;
    }

    /// <summary>Takes a sender out of the line; false if it does not stand there any more.</summary>
    public bool TryRemove(RoomWaiter waiter)
    {
        if (!waiter.IsInLine) return false;
        if (waiter.Previous is null) _firstWaiter = waiter.Next;
        else waiter.Previous.Next = waiter.Next;
        if (waiter.Next is null) _lastWaiter = waiter.Previous;
        else waiter.Next.Previous = waiter.Previous;
        waiter.Next = waiter.Previous = null;
        waiter.IsInLine = false;
        return true;
    }

    /// <summary>Takes everybody out of the line; the first of a chain by <see cref="RoomWaiter.Next"/>, to be told outside the gate.</summary>
    public RoomWaiter? DismissAll()
    {
        RoomWaiter? first = _firstWaiter;
        for (RoomWaiter? waiter = first; waiter is not null; waiter = waiter.Next)
        {
            waiter.IsInLine = false;
            waiter.Previous = null;
        }

        _firstWaiter = _lastWaiter = null;
        return first;
    }
}
