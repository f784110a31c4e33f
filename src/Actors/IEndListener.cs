namespace Actors;

/// <summary>Somebody inside the framework who keeps the addresses of actors and lets go of those that ended.</summary>
internal interface IEndListener
{
    /// <summary>The actor has ended for good, and its name is free. Called on the thread that ended it: be quick, and do not throw.</summary>
    void OnEnded(IActorRef actor);
}
