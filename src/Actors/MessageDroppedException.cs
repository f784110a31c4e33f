namespace Actors;

/// <summary>A request that was accepted and then kept from its handler on purpose, by an <see cref="ActorInterceptor"/> or by the mailbox's policy.</summary>
public sealed class MessageDroppedException : ActorException
{
    internal MessageDroppedException(ActorPath actor, DeadLetterReason reason)
        : base(reason == DeadLetterReason.Intercepted ? $"An interceptor did not pass this on to {actor}." : $"{actor} did not handle this: {reason}.")
    {
        Actor = actor;
        Reason = reason;
    }

    /// <summary>Whom it was for.</summary>
    public ActorPath Actor { get; }

    /// <summary>Why it was not handled.</summary>
    public DeadLetterReason Reason { get; }
}
