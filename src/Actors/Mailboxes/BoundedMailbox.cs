namespace Actors.Mailboxes;

/// <summary>A mailbox that holds at most so many messages at every instant. On a full one <c>Tell</c> throws, <c>TryTell</c> says so, <c>TellAsync</c> waits.</summary>
public sealed class BoundedMailbox : Mailbox
{
    /// <summary>A mailbox for at most <paramref name="capacity"/> messages.</summary>
    /// <param name="capacity">1 or more. Memory grows with what waits, not with this number.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is below 1.</exception>
    public BoundedMailbox(int capacity)
    {
        if (capacity < 1)
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, $"A bounded mailbox needs room for at least one message, but the capacity is {capacity}. Give 1 or more, or an UnboundedMailbox.");
        Capacity = capacity;
    }

    /// <inheritdoc/>
    public override int? Capacity { get; }
}
