namespace Actors;

/// <summary>What a bounded mailbox that is full does with one message more.</summary>
public enum MailboxFullMode
{
    /// <summary>Does not take it: <c>Tell</c> and <c>AskAsync</c> fail with <see cref="MailboxFullException"/>, <c>TryTell</c> says <c>Full</c>, <c>TellAsync</c> waits for room.</summary>
    Reject,

    /// <summary>Takes it and drops it: a dead letter, <see cref="DeadLetterReason.DroppedNewest"/>; an Ask fails with <see cref="MessageDroppedException"/>.</summary>
    DropNewest,

    /// <summary>Takes it and drops the one that waits longest: a dead letter, <see cref="DeadLetterReason.DroppedOldest"/>; its Ask fails with <see cref="MessageDroppedException"/>.</summary>
    DropOldest,
}
