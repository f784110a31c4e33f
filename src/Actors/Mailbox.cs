namespace Actors;

/// <summary>How an actor's messages wait for it: a kind of mailbox, with its settings. What an actor's life needs, such as stopping, travels beside the mailbox, so no kind can stand in the way of that.</summary>
/// <remarks>A kind of your own is a class derived from this one, and a <see cref="MailboxQueue"/>. One mailbox object may serve any number of actors; each gets a queue of its own.</remarks>
public abstract class Mailbox
{
    /// <summary>The most messages that wait at a time, for accounts and texts; <see langword="null"/> for no bound.</summary>
    public abstract int? Capacity { get; }

    /// <summary>Makes the queue of one actor; when it is spawned.</summary>
    /// <param name="time">The clock of the actor's system.</param>
    public abstract MailboxQueue CreateQueue(TimeProvider time);
}
