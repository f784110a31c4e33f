namespace Actors;

/// <summary>A bounded mailbox has no room. Await <c>TellAsync</c>, raise the capacity, or send less.</summary>
public sealed class MailboxFullException : ActorException
{
    internal MailboxFullException(ActorPath actor, int capacity)
        : base($"The mailbox of {actor} is full ({capacity:N0} waiting). Await TellAsync instead of Tell, or raise the capacity of its BoundedMailbox.")
    {
        Actor = actor;
        Capacity = capacity;
    }

    /// <summary>Whose mailbox.</summary>
    public ActorPath Actor { get; }

    /// <summary>How many messages it holds.</summary>
    public int Capacity { get; }
}
