namespace Actors;

/// <summary>Where an actor's life is.</summary>
public enum ActorState
{
    /// <summary>Spawned or registered, but its first start hook is not over; messages wait.</summary>
    Starting,

    /// <summary>Handles messages.</summary>
    Running,

    /// <summary>Between two instances; messages wait.</summary>
    Restarting,

    /// <summary>Was told to end: finishes the message at hand, or handles those it has.</summary>
    Stopping,

    /// <summary>Has ended; its address leads to dead letters.</summary>
    Stopped,
}
