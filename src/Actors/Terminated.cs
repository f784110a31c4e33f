namespace Actors;

/// <summary>An actor has ended: what one that watches it is told, once, and what <c>WhenTerminatedAsync</c> returns.</summary>
/// <param name="Actor">Who; the address stays valid and leads to dead letters. Its name is free already.</param>
/// <param name="Reason">Why.</param>
/// <param name="Error">The failure, after <see cref="StopReason.Failed"/>; otherwise <see langword="null"/>.</param>
public sealed record Terminated(IActorRef Actor, StopReason Reason, Exception? Error = null)
{
    /// <summary>Where the actor was.</summary>
    public ActorPath Path => Actor.Path;

    /// <summary>Whether it ended against its will: it failed, or was killed.</summary>
    public bool IsAbnormal => Reason is StopReason.Failed or StopReason.Killed;
}
