namespace Actors;

/// <summary>How an actor's messages wait for it. What its life needs, such as stopping, travels beside the mailbox, so no kind can stand in the way of that.</summary>
public abstract class Mailbox
{
    private protected Mailbox()
    {
    }

    /// <summary>The most messages that wait at a time; <see langword="null"/> for no bound.</summary>
    public abstract int? Capacity { get; }
}
