namespace Actors;

/// <summary>A child's failure that its supervisor's strategy passed up; <see cref="Exception.InnerException"/> is the failure.</summary>
public sealed class ActorEscalatedException : ActorException
{
    internal ActorEscalatedException(ActorPath child, Exception cause)
        : base($"{child} failed, and its failure was escalated: {cause.Message}", cause) => Child = child;

    /// <summary>Which child.</summary>
    public ActorPath Child { get; }
}
