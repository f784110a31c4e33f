namespace Actors;

/// <summary>An actor's constructor or start hook threw, so that it never handled a message; <see cref="Exception.InnerException"/> is what it threw.</summary>
public sealed class ActorStartException : ActorException
{
    internal ActorStartException(ActorPath actor, Exception cause)
        : base($"{actor} could not start: {cause.Message}", cause) => Actor = actor;

    /// <summary>Which actor.</summary>
    public ActorPath Actor { get; }
}
