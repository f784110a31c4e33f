using Actors.Messaging;
using Channels;
using Channels.Atomics;

namespace Actors;

/// <summary>The right to answer one request, once: keep it, pass it on in a message, use it from any thread. See <see cref="IHandleDeferred{TRequest, TReply}"/>.</summary>
/// <remarks>
/// The actor that got it owes the answer: when it ends or is restarted before, the Ask ends with the cause, unless the
/// reply was detached. One that is let go of without an answer ends the Ask when the garbage collector finds out.
/// </remarks>
public sealed class Reply<TReply>
{
    private readonly Ask<TReply> _ask;
    private readonly int _life;

    // Of the life that this is the reply of: the Ask may be in another system's when a second answer comes.
    private readonly AskRegistry _registry;
    private readonly OwedReplies _owed;
    private readonly ActorPath _actor;

    // 1 once it was used; whoever sets it lets go of the Ask, which until then cannot begin a later life.
    private int _isUsed;

    internal Reply(Ask<TReply> ask, OwedReplies owed, ActorPath actor)
    {
        _ask = ask;
        _life = ask.Life;
        _registry = ask.Registry;
        _owed = owed;
        _actor = actor;
        owed.Add(ask, _life);
    }

    /// <summary>Ends the Ask of one that nobody used and nobody can use any more.</summary>
    ~Reply()
    {
        if (TryUse()) _ask.GiveUp(new ReplyDroppedException(_actor, $"{_actor} let go of its Reply without an answer. Keep it until it is used."), AskOutcome.Faulted);
    }

    /// <summary>Whether somebody still waits for the answer; if not there is no use in looking for one. From any thread; a moment later it may be otherwise.</summary>
    public bool IsAwaited => Atomic.Read(ref _isUsed) == 0 && _ask.IsWaitingIn(_life);

    /// <summary>Answers.</summary>
    /// <returns><see langword="false"/> if the asker is gone, or was answered already; the answer is then dropped, and counted in <see cref="AskAccount.LateReplies"/>.</returns>
    public bool TryReply(TReply reply)
    {
        bool isFirst = TryUse();
        bool isTaken = isFirst && _ask.TryReply(_life, reply);
        return Finish(isFirst, isTaken);
    }

    /// <summary>Answers with an exception, which the asker's <c>await</c> throws. The actor itself goes on.</summary>
    /// <returns><see langword="false"/> if the asker is gone, or was answered already.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="error"/> is null.</exception>
    public bool TryFail(Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        bool isFirst = TryUse();
        bool isTaken = isFirst && _ask.TryFail(_life, error, AskOutcome.Faulted);
        return Finish(isFirst, isTaken);
    }

    /// <summary>Lets another actor answer the same asker, whose timeout and token go on as they are. This reply is used up by it.</summary>
    /// <param name="actor">Who is to answer.</param>
    /// <param name="request">What it is asked; the same request, or another with the same type of reply.</param>
    /// <returns><see langword="false"/> if the asker is gone, or was answered already. If the other actor has stopped or its mailbox is full, the asker is told so.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="actor"/> or <paramref name="request"/> is null.</exception>
    public bool Forward<TActor, TRequest>(IActorRef<TActor> actor, IRequest<TRequest, TReply> request)
        where TActor : class, IHandle<TRequest, TReply>
        where TRequest : IRequest<TRequest, TReply>
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(request);
        ActorRefExtensions.CheckRequest<TRequest, TReply>(request);
        bool isFirst = TryUse();
        if (!isFirst || !_ask.IsWaitingIn(_life)) return Finish(isFirst, isTaken: false);

        _ask.Forward(actor.AskTarget, request);
        Envelope envelope = new(_ask, AskDispatcher<TRequest, TReply>.Instance);
        WriteStatus status = actor.Post(envelope);
        if (status != WriteStatus.Written) envelope.Dispatcher.Drop(envelope, actor.WhyRefused(status));
        return true;
    }

    /// <summary>Makes the answer independent of the actor that owes it: its end or restart does not end the Ask any more. For a reply that was passed on to somebody who lives longer.</summary>
    public void Detach() => _owed.Remove(_ask, _life);

    private bool TryUse()
    {
        if (Atomic.Exchange(ref _isUsed, 1) != 0) return false;
        _owed.Remove(_ask, _life);
#pragma warning disable CA1816 // To use it is to dispose of it.
        GC.SuppressFinalize(this);
#pragma warning restore CA1816
        return true;
    }

    private bool Finish(bool isFirst, bool isTaken)
    {
        if (!isTaken) _registry.Ledger.CountLate();
        if (isFirst) _ask.Release();
        return isTaken;
    }
}
