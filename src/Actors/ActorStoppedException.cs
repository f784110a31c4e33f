namespace Actors;

/// <summary>The actor has stopped, or is stopping, and will not handle this. If it was stopped because it failed, <see cref="Exception.InnerException"/> is the failure.</summary>
public sealed class ActorStoppedException : ActorException
{
    internal ActorStoppedException(ActorPath actor, string message, Exception? cause = null)
        : base(message, cause) => Actor = actor;

    /// <summary>Which actor.</summary>
    public ActorPath Actor { get; }
}
