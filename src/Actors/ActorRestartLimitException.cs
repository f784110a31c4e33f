namespace Actors;

/// <summary>An actor failed more often than its supervisor's strategy allows; <see cref="Exception.InnerException"/> is its last failure.</summary>
public sealed class ActorRestartLimitException : ActorException
{
    internal ActorRestartLimitException(ActorPath actor, int maxRestarts, TimeSpan within, Exception cause)
        : base($"{actor} failed again after {maxRestarts} restarts within {within}, and was stopped. Raise MaxRestarts, or see why it fails: {cause.Message}", cause)
    {
        Actor = actor;
        MaxRestarts = maxRestarts;
        Within = within;
    }

    /// <summary>Which actor.</summary>
    public ActorPath Actor { get; }

    /// <summary>How many restarts the strategy allows.</summary>
    public int MaxRestarts { get; }

    /// <summary>Within what time.</summary>
    public TimeSpan Within { get; }
}
