namespace Actors;

public static partial class ActorExtensions
{
    /// <summary>Sends this actor an <see cref="IdleTimeout"/> when it had no message for a while, and again for each such while.</summary>
    /// <param name="actor">This actor; for its own handlers and hooks.</param>
    /// <param name="after">How long, 1 ms or more; <see langword="null"/> to end it. The message comes at the earliest then, and at the latest a quarter later.</param>
    /// <remarks>Every message counts, timers' included. It ends with this life of the actor. Setting it again begins anew. Akka's receive timeout.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="after"/> is below 1 ms.</exception>
    public static void SetIdleTimeout<TActor>(this TActor actor, TimeSpan? after)
        where TActor : Actor, IHandle<IdleTimeout>
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (after < TimeSpan.FromMilliseconds(1))
            throw new ArgumentOutOfRangeException(nameof(after), after, $"An actor is not idle after {after}. Give 1 ms or more, or null for never.");
        actor.Host.SetIdleTimeout(after is { } time ? new IdleNotice(time) : null, after ?? TimeSpan.Zero);
    }

    /// <summary>Stops this actor if nothing waits for it when it is done with the message at hand; otherwise it goes on. What arrives while it stops is still handled, so no accepted message is lost.</summary>
    /// <param name="actor">This actor; for its own handlers and hooks.</param>
    /// <remarks>What counts as waiting: the mailbox, the stash, and background work. Its <see cref="StopReason"/> is <see cref="StopReason.Idle"/>.</remarks>
    public static void Passivate(this Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Host.Passivate();
    }
}
