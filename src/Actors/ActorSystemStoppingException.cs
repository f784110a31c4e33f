namespace Actors;

/// <summary>The host stops, and with it the actor system: this actor takes no more messages, or had no time left for those that waited. Nothing to be done but to end as well.</summary>
public sealed class ActorSystemStoppingException : ActorException
{
    internal ActorSystemStoppingException(ActorPath actor)
        : base($"{actor} does not handle this any more: its actor system is stopping with the host, or has stopped.") => Actor = actor;

    /// <summary>Whom it was for.</summary>
    public ActorPath Actor { get; }
}
