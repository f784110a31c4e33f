namespace Actors;

/// <summary>What an engine gives the instances it runs.</summary>
internal interface IActorHost
{
    ActorContext Context { get; }

    IActorRef Self { get; }
}
