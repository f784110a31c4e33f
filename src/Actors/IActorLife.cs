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

    /// <summary>What somebody is told who wants to watch or link to what is not one actor.</summary>
    string WhyNotWatched => "is a group, which ends when somebody stops it and not with its members. Watch or link to those, its Routees; for the end of the group itself await WhenTerminatedAsync.";

    /// <summary>Where it is; of this moment.</summary>
    ActorState State { get; }
}
