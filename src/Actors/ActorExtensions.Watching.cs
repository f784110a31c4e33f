namespace Actors;

public static partial class ActorExtensions
{
    /// <summary>Has this actor told of another's end, by a <see cref="Terminated"/> message, once: <c>this.Watch(worker)</c>.</summary>
    /// <param name="actor">This actor; for its own handlers and hooks.</param>
    /// <param name="other">Any other actor, or a pool. If it has ended, the message is sent at once. Watching one that is watched already does nothing.</param>
    /// <remarks>
    /// The message comes behind what the other sent here before it ended, and waits for room in a bounded mailbox. A
    /// restart is no end. The watch survives restarts of either side (as in Akka; in OTP a restarted process is another), so
    /// a start hook that is run again may watch again. It ends with the message, with <see cref="Unwatch"/>, and with this actor.
    /// </remarks>
    /// <exception cref="ArgumentException"><paramref name="other"/> is this actor, or a group or the address of a key, whose end is not that of one actor.</exception>
    public static void Watch<TActor>(this TActor actor, IActorRef other)
        where TActor : Actor, IHandle<Terminated> => actor.Watch(other, static end => end);

    /// <summary>Has this actor told of another's end by a message of its own: <c>this.Watch(worker, end => new WorkerGone(7, end.Reason))</c>.</summary>
    /// <param name="actor">This actor; for its own handlers and hooks.</param>
    /// <param name="other">Any other actor, or a pool.</param>
    /// <param name="toMessage">Makes the message, when this actor comes to it. What it throws counts as thrown by the handler.</param>
    /// <inheritdoc cref="Watch{TActor}(TActor, IActorRef)" path="/remarks"/>
    /// <exception cref="ArgumentException"><paramref name="other"/> is this actor, or a group or the address of a key, whose end is not that of one actor.</exception>
    public static void Watch<TActor, TMessage>(this TActor actor, IActorRef other, Func<Terminated, TMessage> toMessage)
        where TActor : Actor, IHandle<TMessage>
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(other);
        ArgumentNullException.ThrowIfNull(toMessage);
        actor.Host.Watch(other, new WatchNotice<TMessage>(toMessage));
    }

    /// <summary>Takes a watch back. From now on its message is not handled, even if it waits in the mailbox already. Does nothing if there is no watch.</summary>
    /// <param name="actor">This actor; for its own handlers and hooks.</param>
    /// <param name="other">Who is watched.</param>
    public static void Unwatch(this Actor actor, IActorRef other)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(other);
        actor.Host.Unwatch(other);
    }

    /// <summary>Ties two actors together: when one fails for good or is killed, the other fails with a <see cref="LinkedActorException"/>, and its own supervisor decides about that; OTP's link.</summary>
    /// <param name="actor">This actor; for its own handlers and hooks.</param>
    /// <param name="other">Any other actor, or a pool. If it has failed or was killed already, this actor fails at once. Linking twice does nothing.</param>
    /// <remarks>
    /// An end that is not abnormal (see <see cref="Terminated.IsAbnormal"/>) only dissolves the link, and a restart is no end.
    /// A side that watches the other is told by its message instead, and does not fail: OTP's <c>trap_exit</c>.
    /// </remarks>
    /// <exception cref="ArgumentException"><paramref name="other"/> is this actor, or a group or the address of a key, whose end is not that of one actor.</exception>
    public static void Link(this Actor actor, IActorRef other)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(other);
        actor.Host.Link(other);
    }

    /// <summary>Dissolves a link, for both sides. Does nothing if there is none.</summary>
    /// <param name="actor">This actor; for its own handlers and hooks.</param>
    /// <param name="other">Who is linked.</param>
    public static void Unlink(this Actor actor, IActorRef other)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(other);
        actor.Host.Unlink(other);
    }
}
