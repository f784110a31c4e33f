namespace Actors;

/// <summary>An actor's stash has no room for another message. Raise <see cref="SpawnOptions.StashCapacity"/>, or take messages out in time.</summary>
public sealed class StashFullException : ActorException
{
    internal StashFullException(ActorPath actor, int capacity)
        : base($"The stash of {actor} is full ({capacity:N0} messages). Raise SpawnOptions.StashCapacity, or unstash in time.")
    {
        Actor = actor;
        Capacity = capacity;
    }

    /// <summary>Whose stash.</summary>
    public ActorPath Actor { get; }

    /// <summary>How many messages it holds.</summary>
    public int Capacity { get; }
}
