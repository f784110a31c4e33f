using System.Runtime.CompilerServices;
using Actors.Messaging;
using Channels;

namespace Actors.Local;

/// <summary>The way into a mailbox that is not the unbounded one: its queue decides under the gate, and what it drops is told outside.</summary>
internal abstract partial class Inbox
{
    /// <summary>Offers a message, and waits for room if there is none; from any thread.</summary>
    public ValueTask<WriteStatus> PostAsync(Envelope envelope, CancellationToken cancellationToken)
    {
        if (_queue is null) return new ValueTask<WriteStatus>(Post(envelope));
        if (!TryPrepare(envelope, out MailboxItem item)) return new ValueTask<WriteStatus>(WriteStatus.Written);

        WriteStatus status = PostToQueue(item);
        if (status != WriteStatus.Full) return new ValueTask<WriteStatus>(status);

        RoomWaiter waiter = RoomWaiter.Rent(this, item);
        status = PostToQueue(item, waiter);
        if (status == WriteStatus.Full) return waiter.Begin(cancellationToken);
        waiter.GiveBack();
        return new ValueTask<WriteStatus>(status);
    }

    /// <summary>Takes a sender that waits for room out of the line; false if it was let in or told before. From any thread.</summary>
    public bool TryRemove(RoomWaiter waiter)
    {
        Enter();
        bool isRemoved = _queue!.TryRemove(waiter);
        Leave();
        return isRemoved;
    }

    /// <summary>Adds what the mailbox dropped to the messages that were not handled; from any thread.</summary>
    public void AddDropped(Dictionary<DeadLetterReason, long> undelivered)
    {
        if (_queue is null) return;
        Enter();
        _queue.AddDropped(undelivered);
        Leave();
    }

    /// <summary>The mailbox is closed, or of another kind; under the gate, which it leaves.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private WriteStatus PostElsewhere(in Envelope envelope)
    {
        bool isClosed = (_flags & Closed) != 0;
        Leave();
        if (isClosed) return WriteStatus.Closed;
        return TryPrepare(envelope, out MailboxItem item) ? PostToQueue(item) : WriteStatus.Written;
    }

    /// <summary>Outside of the gate: what is asked there may be anybody's code.</summary>
    private bool TryPrepare(Envelope envelope, out MailboxItem item)
    {
        try
        {
            item = _queue!.Prepare(envelope);
            return true;
        }
#pragma warning disable CA1031 // Whoever sends is not to blame for what the mailbox throws.
        catch (Exception error)
#pragma warning restore CA1031
        {
            item = new MailboxItem(envelope);
            DropFailed(item, error);
            return false;
        }
    }

    /// <summary>Puts a message into the queue. If there is no room, whoever waits for it stands in line when this returns.</summary>
    private WriteStatus PostToQueue(MailboxItem item, RoomWaiter? waiter = null)
    {
        Enter();
        if ((_flags & Closed) != 0)
        {
            Leave();
            return WriteStatus.Closed;
        }

        bool isIn = _queue!.TryPut(item, out Exception? error);
        if (!isIn && waiter is not null && error is null) _queue.Join(waiter);
        bool mustWake = isIn && !_isAwake;
        _isAwake |= isIn;
        var dropped = _queue.TakeDropped();
        int depth = _queue.Capacity ?? _queue.Count;
        Leave();

        if (dropped is not null) TellDropped(dropped);
        if (mustWake) Wake();
        if (isIn) return WriteStatus.Written;
        if (error is not null)
        {
            DropFailed(item, error);
            return WriteStatus.Written;
        }

        _highWater = Math.Max(_highWater, depth);
        return WriteStatus.Full;
    }

    /// <summary>The mailbox's own code threw: the message is accepted, and a dead letter.</summary>
    private void DropFailed(MailboxItem item, Exception error)
    {
        Enter();
        if (!item.IsNotice) _queue!.CountDropped(DeadLetterReason.MailboxFailed);
        Leave();
        Cell.MailboxThrew(error);
        Cell.TellDropped(item.Envelope, DeadLetterReason.MailboxFailed);
    }

    private void TellDropped(List<(MailboxItem Item, DeadLetterReason Reason)> dropped)
    {
        foreach ((MailboxItem item, DeadLetterReason reason) in dropped) Cell.TellDropped(item.Envelope, reason);
    }

    /// <summary>Takes the next message of the queue; under the gate, which it leaves if there is one.</summary>
    private protected bool TryTakeFromQueueOrStay(out Envelope envelope, bool isToBeHandled = true)
    {
        envelope = default;
        long accepted;
        do
        {
            if (_queue!.Count == 0) return false;
            accepted = _queue.Gone + _queue.Count;
            if (TryTakeFromQueue(out envelope, isToBeHandled)) return true;
            Enter();
            // A queue that has some and gives none is asked again only if another came meanwhile, which woke nobody.
        }
        while (_queue.Gone + _queue.Count != accepted);

        return false;
    }

    /// <summary>Takes the next message of the queue; under the gate, which it leaves.</summary>
    /// <param name="envelope">The message.</param>
    /// <param name="isToBeHandled">Whether the actor handles it now.</param>
    /// <param name="droppedFor">Why it is dropped instead, if it is.</param>
    private protected bool TryTakeFromQueue(out Envelope envelope, bool isToBeHandled, DeadLetterReason? droppedFor = null)
    {
        bool isTaken = _queue!.TryTake(out envelope, out RoomWaiter? admitted, out Exception? error);
        if (isTaken && droppedFor is { } reason) _queue.DropTaken(reason);
        _isHandling = isTaken && isToBeHandled;
        // Who is let in has sent a message. An actor that takes is awake; of those who share an inbox another may sleep.
        bool mustWake = admitted is not null && !_isAwake;
        _isAwake |= mustWake;
        var dropped = _queue.TakeDropped();
        Leave();
        if (error is not null) Cell.MailboxThrew(error);
        if (dropped is not null) TellDropped(dropped);
        if (mustWake) Wake();
        RoomWaiter.CompleteAll(admitted, WriteStatus.Written);
        return isTaken;
    }
}
