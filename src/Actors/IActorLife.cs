namespace Actors;

/// <summary>What an address knows of the life behind it, for the verbs that are not about messages.</summary>
internal interface IActorLife
{
    /// <summary>Completed when the actor, and its children before it, have ended.</summary>
    Task<Terminated> Ended { get; }

    /// <summary>Ends the actor and all under it without waiting for their handlers.</summary>
    void Kill();

    /// <summary>Completed when it has started; faulted if it could not, or has ended. What is not one actor has nothing to wait for.</summary>
    Task Started => Task.CompletedTask;

    /// <summary>Where it is; of this moment.</summary>
    ActorState State { get; }
}
