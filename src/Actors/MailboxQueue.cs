namespace Actors;

/// <summary>How the messages of one actor wait: what a kind of mailbox is made of. One thread at a time calls it, but for <see cref="Prepare"/>.</summary>
/// <remarks>
/// Put, take and count run under the actor's gate: they return soon, call nobody, and touch no actor. What a queue wants to
/// know of a message that somebody else's code has to say belongs into <see cref="Prepare"/>. What a queue throws is
/// logged; the message it was about is a dead letter with the reason <see cref="DeadLetterReason.MailboxFailed"/>.
/// </remarks>
public abstract class MailboxQueue
{
    // Shared with the queues that this one is made of.
    private List<(MailboxItem Item, DeadLetterReason Reason)>? _dropped;
    private MailboxQueue? _outer;

    /// <summary>How many messages wait.</summary>
    public abstract int Count { get; }

    /// <summary>Notes what the queue has to know of a message, before it is put in: on the sender's thread, outside of the gate, for several messages at the same time.</summary>
    /// <returns>The message, with its <see cref="MailboxItem.Rank"/> or <see cref="MailboxItem.Key"/>.</returns>
    public virtual MailboxItem Prepare(MailboxItem item) => item;

    /// <summary>Puts a message in.</summary>
    /// <returns><see langword="false"/> if there is no room: then <c>Tell</c> throws, <c>TryTell</c> says so, and <c>TellAsync</c> waits until a message was taken and tries again.</returns>
    public abstract bool TryPut(MailboxItem item);

    /// <summary>Takes out the message that is to be handled next.</summary>
    /// <returns><see langword="false"/> if there is none.</returns>
    public abstract bool TryTake(out MailboxItem item);

    /// <summary>Says that a message will not be handled; from <see cref="TryPut"/> and <see cref="TryTake"/>. It does not count any more, and is a dead letter when the gate is left; who asked is told.</summary>
    /// <param name="item">One that was put in, or is about to be and then is not kept.</param>
    /// <param name="reason">Why.</param>
    protected void Drop(MailboxItem item, DeadLetterReason reason)
    {
        MailboxQueue top = this;
        while (top._outer is { } outer) top = outer;
        (top._dropped ??= []).Add((item, reason));
    }

    /// <summary>Says that a queue is part of this one, so that what it drops is dropped by this one.</summary>
    protected TQueue Contain<TQueue>(TQueue inner)
        where TQueue : MailboxQueue
    {
        ArgumentNullException.ThrowIfNull(inner);
        inner._outer = this;
        return inner;
    }

    /// <summary>Takes what was dropped since the last time; null if nothing was.</summary>
    internal List<(MailboxItem Item, DeadLetterReason Reason)>? TakeDropped()
    {
        List<(MailboxItem, DeadLetterReason)>? dropped = _dropped;
        _dropped = null;
        return dropped;
    }

    /// <summary>The place of what a message carries, counted on from what was counted before; false if it is not there, or this queue has no order to tell it by.</summary>
    internal virtual bool TryFind(object carried, int sight, ref int place) => false;
}
