namespace Actors;

/// <summary>A request that was accepted and then kept from its handler on purpose, by an <see cref="ActorInterceptor"/>.</summary>
public sealed class MessageDroppedException : ActorException
{
    internal MessageDroppedException(ActorPath actor)
        : base($"An interceptor did not pass this on to {actor}.") => Actor = actor;

    /// <summary>Whom it was for.</summary>
    public ActorPath Actor { get; }
}
