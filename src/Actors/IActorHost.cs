using Actors.Messaging;

namespace Actors;

/// <summary>What an engine gives the instances it runs; for their own turn.</summary>
internal interface IActorHost
{
    ActorContext Context { get; }

    IActorRef Self { get; }

    /// <summary>Has the actor told of another's end; does nothing if it is to be told already.</summary>
    void Watch(IActorRef other, Notice notice);

    void Unwatch(IActorRef other);

    void Link(IActorRef other);

    void Unlink(IActorRef other);

    void StartTimer(object key, Notice notice, TimeSpan due, TimeSpan? period);

    bool CancelTimer(object key);

    bool IsTimerActive(object key);
}
