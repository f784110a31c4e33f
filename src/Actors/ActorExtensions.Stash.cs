using Actors.Messaging;

namespace Actors;

public static partial class ActorExtensions
{
    /// <summary>Puts the message at hand aside, to be handled later: <c>return this.Stash();</c> in its handler.</summary>
    /// <param name="actor">This actor; for its own handlers.</param>
    /// <returns>To be returned by the handler, at once. A handler that is <see langword="async"/> may await it; that costs an exception.</returns>
    /// <remarks>The message stays pending until <see cref="UnstashAll"/> or <see cref="Unstash"/> takes it out. If the actor stops first it becomes a dead letter; a restart takes all out.</remarks>
    /// <exception cref="StashFullException">There are as many as <see cref="SpawnOptions.StashCapacity"/> allows.</exception>
    /// <exception cref="InvalidOperationException">A handler before called this and did not return the result.</exception>
    public static ValueTask Stash(this Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Host.PromiseStash();
        return HandlerSign.PutAside;
    }

    /// <summary>Puts the request at hand aside, to be answered later: <c>return this.Stash(request);</c> in its handler. Its asker goes on waiting, and times out as ever.</summary>
    /// <param name="actor">This actor; for its own handlers.</param>
    /// <param name="request">The request at hand, for the type of its reply.</param>
    /// <inheritdoc cref="Stash(Actor)"/>
    public static ValueTask<TReply> Stash<TRequest, TReply>(this Actor actor, IRequest<TRequest, TReply> request)
        where TRequest : IRequest<TRequest, TReply>
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(request);
        actor.Host.PromiseStash();
        return HandlerSign<TReply>.PutAside;
    }

    /// <summary>Takes all messages out of the stash: they are handled next, in the order they were put aside, before everything in the mailbox.</summary>
    /// <param name="actor">This actor; for its own handlers and hooks.</param>
    /// <returns>How many there were.</returns>
    public static int UnstashAll(this Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.Host.Unstash(int.MaxValue);
    }

    /// <summary>Takes the oldest message out of the stash: it is handled next.</summary>
    /// <param name="actor">This actor; for its own handlers and hooks.</param>
    /// <returns>Whether there was one.</returns>
    public static bool Unstash(this Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.Host.Unstash(1) != 0;
    }

    /// <summary>How many messages lie in the stash.</summary>
    /// <param name="actor">This actor; for its own handlers and hooks.</param>
    public static int StashCount(this Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.Host.StashCount;
    }
}
