namespace Actors.Mailboxes;

/// <summary>A mailbox that holds at most so many messages at every instant. What becomes of one more is its <see cref="FullMode"/>.</summary>
public sealed class BoundedMailbox : Mailbox
{
    /// <summary>A mailbox for at most <paramref name="capacity"/> messages.</summary>
    /// <param name="capacity">1 or more. Memory grows with what waits, not with this number.</param>
    /// <param name="fullMode">What a full mailbox does with one message more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is below 1, or <paramref name="fullMode"/> is none.</exception>
    public BoundedMailbox(int capacity, MailboxFullMode fullMode = MailboxFullMode.Reject)
    {
        if (capacity < 1)
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, $"A bounded mailbox needs room for at least one message, but the capacity is {capacity}. Give 1 or more, or an UnboundedMailbox.");
        if (!Enum.IsDefined(fullMode))
            throw new ArgumentOutOfRangeException(nameof(fullMode), fullMode, $"{(int)fullMode} is no MailboxFullMode. Give Reject, DropNewest or DropOldest.");
        Capacity = capacity;
        FullMode = fullMode;
    }

    /// <inheritdoc/>
    public override int? Capacity { get; }

    /// <summary>What a full mailbox does with one message more; <see cref="MailboxFullMode.Reject"/> unless chosen.</summary>
    public MailboxFullMode FullMode { get; }

    /// <inheritdoc/>
    public override MailboxQueue CreateQueue(TimeProvider time) => new FifoQueue(Capacity, FullMode);
}
