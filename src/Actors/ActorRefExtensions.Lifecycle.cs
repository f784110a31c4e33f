namespace Actors;

public static partial class ActorRefExtensions
{
    /// <summary>Ends an actor, and its children with it, now and without asking them. Returns at once; to wait for the end await <see cref="WhenTerminatedAsync"/>.</summary>
    /// <param name="actor">Whom; nothing happens if it has ended.</param>
    /// <remarks>
    /// What waits in its mailbox becomes dead letters, <see cref="DeadLetterReason.Killed"/>. A handler or hook that awaits is
    /// abandoned: its asker gets an <see cref="ActorStoppedException"/> at once, its token is cancelled if the actor has one of its
    /// own (<see cref="SpawnOptions.OwnsHandlerToken"/>), and what it still does happens beside a dead actor. A handler that
    /// blocks its thread cannot be taken off it: the actor ends when it returns or awaits. <see cref="Actor.OnStopAsync"/> does
    /// not run; the instance and its scope are disposed once what was abandoned has returned. OTP's <c>exit(Pid, kill)</c>. From any thread.
    /// </remarks>
    public static void Kill(this IActorRef actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Life.Kill();
    }

    /// <summary>Waits for an actor's end without asking it to stop.</summary>
    /// <param name="actor">Whose end; it may have ended already.</param>
    /// <param name="cancellationToken">Ends this wait.</param>
    /// <returns>Why it ended; completed when the actor, and its children before it, have ended and its name is free. A restart is no end. From any thread, any number of times.</returns>
    public static Task<Terminated> WhenTerminatedAsync(this IActorRef actor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.Life.Ended.WaitAsync(cancellationToken);
    }
}
