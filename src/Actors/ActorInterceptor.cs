namespace Actors;

/// <summary>Stands between mailbox and handler, and sees actors come and go. Register one as a service, as <see cref="ActorInterceptor"/>; without one nothing is paid for it.</summary>
/// <remarks>Called inside the actor's turn, for different actors at the same time. What <see cref="InterceptAsync"/> throws counts as thrown by the handler; what the others throw is logged.</remarks>
public abstract class ActorInterceptor
{
    /// <summary>Called for each message instead of its handler.</summary>
    /// <param name="actor">Who is to handle it.</param>
    /// <param name="message">What is to be handled.</param>
    /// <param name="handle">The handler; call it once, or not at all: then the message is a dead letter, <see cref="DeadLetterReason.Intercepted"/>.</param>
    public virtual ValueTask InterceptAsync(ActorPath actor, object message, Func<ValueTask> handle)
    {
        ArgumentNullException.ThrowIfNull(handle);
        return handle();
    }

    /// <summary>An actor was spawned; it has not started yet.</summary>
    public virtual void OnSpawned(ActorPath actor)
    {
    }

    /// <summary>A new instance has replaced one that failed.</summary>
    public virtual void OnRestarted(ActorPath actor, Exception error)
    {
    }

    /// <summary>An actor has ended for good.</summary>
    public virtual void OnStopped(ActorPath actor)
    {
    }
}
