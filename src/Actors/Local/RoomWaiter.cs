using System.Threading.Tasks.Sources;
using Actors.Messaging;
using Channels;
using Channels.Atomics;
using Channels.Waiting;

namespace Actors.Local;

/// <summary>A sender's wait for room in a mailbox. Who takes it out of its line, under the inbox's gate, decides how it ends. Used again once its result was collected.</summary>
internal sealed class RoomWaiter : Waiter, IValueTaskSource<WriteStatus>
{
    private Inbox? _inbox;

    // Written by who took it out of the line, before it is completed.
    private WriteStatus _status;
    private CancellationToken _cancelled;

    // The sender's own, from before its wait is handed out until the result is collected.
    private CancellationTokenRegistration _registration;

    public MailboxItem Item { get; private set; }

    /// <summary>The neighbours in the line, and whether it stands there; guarded by the inbox's gate.</summary>
    public RoomWaiter? Next { get; set; }

    public RoomWaiter? Previous { get; set; }

    public bool IsInLine { get; set; }

    public static RoomWaiter Rent(Inbox inbox, MailboxItem item)
    {
        RoomWaiter waiter = MessagePool<RoomWaiter>.Rent();
        waiter._inbox = inbox;
        waiter.Item = item;
        return waiter;
    }

    /// <summary>Completes a chain of waits that were taken out of their line; outside the gate.</summary>
    public static void CompleteAll(RoomWaiter? chain, WriteStatus status)
    {
        while (chain is { } waiter)
        {
            // Before it is completed: from then on it may stand in another line.
            chain = waiter.Next;
            waiter.Next = null;
            waiter._status = status;
            waiter.Complete();
        }
    }

    /// <summary>Begins the wait, which the token may end; after it was put in the line.</summary>
    public ValueTask<WriteStatus> Begin(CancellationToken cancellationToken)
    {
        ValueTask<WriteStatus> wait = new(this, Version);
        if (cancellationToken.CanBeCanceled)
            _registration = cancellationToken.UnsafeRegister(static (self, token) => ((RoomWaiter)self!).Cancel(token), this);
        return wait;
    }

    /// <summary>Goes back to the pool.</summary>
    public void GiveBack()
    {
        _inbox = null;
        Item = default;
        _cancelled = default;
        MessagePool<RoomWaiter>.Return(this);
    }

    public WriteStatus GetResult(short token)
    {
        // Throws for a token of an earlier life, before that could take the present one's registration away.
        _ = IsPending(token);
        // Waits for a callback that is running, so that none of this life can reach the next.
        Interleave.Dispose(_registration);
        _registration.Dispose();
        _registration = default;
        EndRound(token);
        (WriteStatus status, CancellationToken cancelled) = (_status, _cancelled);
        GiveBack();
        cancelled.ThrowIfCancellationRequested();
        return status;
    }

    public ValueTaskSourceStatus GetStatus(short token)
    {
        if (IsPending(token)) return ValueTaskSourceStatus.Pending;
        return _cancelled.IsCancellationRequested ? ValueTaskSourceStatus.Canceled : ValueTaskSourceStatus.Succeeded;
    }

    protected override void QueueContinuation() => _inbox!.Cell.System.Scheduler.Schedule(this, goesLast: false);

    private void Cancel(CancellationToken cancellationToken)
    {
        if (!_inbox!.TryRemove(this)) return;
        _cancelled = cancellationToken;
        Complete();
    }
}
