namespace Actors;

/// <summary>The actor has stopped, or is stopping, and will not handle this.</summary>
public sealed class ActorStoppedException : ActorException
{
    internal ActorStoppedException(ActorPath actor, string message)
        : base(message) => Actor = actor;

    /// <summary>Which actor.</summary>
    public ActorPath Actor { get; }
}
