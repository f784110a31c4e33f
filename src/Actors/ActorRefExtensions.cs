using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Actors.Messaging;
using Channels;

namespace Actors;

/// <summary>The verbs of an <see cref="IActorRef{TActor}"/>. A message that its actor has no handler for, or a reply type that is not the request's, does not compile.</summary>
public static partial class ActorRefExtensions
{
    /// <summary>Sends a message and returns at once.</summary>
    /// <param name="actor">Whom to.</param>
    /// <param name="message">The message; do not change it afterwards.</param>
    /// <exception cref="ArgumentNullException"><paramref name="actor"/> or <paramref name="message"/> is null.</exception>
    /// <exception cref="MailboxFullException">The mailbox is bounded and full. <c>TryTell</c> says so without an exception, <c>TellAsync</c> waits for room.</exception>
    /// <remarks>Messages of one sender to one actor are handled in the order they were sent, each at most once. To a stopped actor it becomes a dead letter: the sender cannot know better.</remarks>
    public static void Tell<TActor, TMessage>(this IActorRef<TActor> actor, TMessage message)
        where TActor : class, IHandle<TMessage>
    {
        Envelope envelope = Wrap(actor, message);
        WriteStatus status = actor.Post(envelope);
        if (status != WriteStatus.Written) Refuse(actor, envelope, status);
    }

    /// <summary>Offers a message and returns at once, with what became of it; never throws for a full mailbox or a stopped actor, and makes no dead letter.</summary>
    /// <param name="actor">Whom to.</param>
    /// <param name="message">The message; unless it was accepted it is still yours.</param>
    /// <exception cref="ArgumentNullException"><paramref name="actor"/> or <paramref name="message"/> is null.</exception>
    public static TellStatus TryTell<TActor, TMessage>(this IActorRef<TActor> actor, TMessage message)
        where TActor : class, IHandle<TMessage>
    {
        Envelope envelope = Wrap(actor, message);
        WriteStatus status = actor.Post(envelope);
        if (status == WriteStatus.Written) return TellStatus.Accepted;
        envelope.Dispatcher.Drop(envelope, actor.WhyRefused(status));
        return status == WriteStatus.Full ? TellStatus.Full : TellStatus.Stopped;
    }

    /// <summary>Sends a message and waits for room if the mailbox is bounded and full: the way to let a slow actor slow its senders down.</summary>
    /// <param name="actor">Whom to.</param>
    /// <param name="message">The message; if the wait is cancelled it was not sent.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Completed when the mailbox took it. Await it once. Senders that wait get their room first come first served.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="actor"/> or <paramref name="message"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled before there was room.</exception>
    /// <remarks>To a stopped actor, or one that stops while this waits, it becomes a dead letter, as with <c>Tell</c>.</remarks>
    public static ValueTask TellAsync<TActor, TMessage>(this IActorRef<TActor> actor, TMessage message, CancellationToken cancellationToken = default)
        where TActor : class, IHandle<TMessage>
    {
        Envelope envelope = Wrap(actor, message);
        if (cancellationToken.IsCancellationRequested)
        {
            envelope.Dispatcher.Drop(envelope, new OperationCanceledException(cancellationToken));
            return ValueTask.FromCanceled(cancellationToken);
        }

        ValueTask<WriteStatus> posting = actor.PostAsync(envelope, cancellationToken);
        if (!posting.IsCompletedSuccessfully) return TellWhenRoomAsync(actor, envelope, posting);
        if (posting.Result == WriteStatus.Closed) Refuse(actor, envelope, WriteStatus.Closed);
        return default;
    }

    /// <summary>Asks, and waits for the reply for as long as <c>ActorsOptions.AskTimeout</c> says (30 seconds unless set).</summary>
    /// <inheritdoc cref="AskAsync{TActor, TRequest, TReply}(IActorRef{TActor}, IRequest{TRequest, TReply}, TimeSpan, CancellationToken)"/>
    public static ValueTask<TReply> AskAsync<TActor, TRequest, TReply>(
        this IActorRef<TActor> actor, IRequest<TRequest, TReply> request, CancellationToken cancellationToken = default)
        where TActor : class, IHandle<TRequest, TReply>
        where TRequest : IRequest<TRequest, TReply>
    {
        ArgumentNullException.ThrowIfNull(actor);
        return Ask(actor, request, actor.Asks.DefaultTimeout, cancellationToken);
    }

    /// <summary>Asks, and waits for the reply. It always ends, at once and with the true cause.</summary>
    /// <param name="actor">Whom to ask.</param>
    /// <param name="request">What to ask; do not change it afterwards.</param>
    /// <param name="timeout">How long to wait for the reply, above zero; <see cref="Timeout.InfiniteTimeSpan"/> to wait as long as the actor lives.</param>
    /// <param name="cancellationToken">Ends the wait. A request that the actor has not begun is then skipped.</param>
    /// <returns>The handler's result. Await it once.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="actor"/> or <paramref name="request"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is zero or negative.</exception>
    /// <exception cref="ArgumentException">The request names another type than its own in <see cref="IRequest{TSelf, TReply}"/>.</exception>
    /// <exception cref="ActorStoppedException">The actor has stopped, or stopped before it handled the request.</exception>
    /// <exception cref="ActorStartException">The actor's constructor or start hook threw.</exception>
    /// <exception cref="ActorSystemStoppingException">The host stops.</exception>
    /// <exception cref="AskCycleException">The asker is an actor that awaits this in a handler, and the one it asks waits for it, perhaps by way of others.</exception>
    /// <exception cref="MailboxFullException">The mailbox is bounded and full.</exception>
    /// <exception cref="MessageDroppedException">An <see cref="ActorInterceptor"/> did not pass the request on.</exception>
    /// <exception cref="AskTimeoutException">No reply came in time; one that comes later is dropped.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>If the handler throws, its exception is thrown here.</remarks>
    public static ValueTask<TReply> AskAsync<TActor, TRequest, TReply>(
        this IActorRef<TActor> actor, IRequest<TRequest, TReply> request, TimeSpan timeout, CancellationToken cancellationToken = default)
        where TActor : class, IHandle<TRequest, TReply>
        where TRequest : IRequest<TRequest, TReply>
    {
        ArgumentNullException.ThrowIfNull(actor);
        CheckTimeout(timeout);
        return Ask(actor, request, timeout, cancellationToken);
    }

    private static ValueTask<TReply> Ask<TRequest, TReply>(
        IActorRef actor, IRequest<TRequest, TReply> request, TimeSpan timeout, CancellationToken cancellationToken)
        where TRequest : IRequest<TRequest, TReply>
    {
        ArgumentNullException.ThrowIfNull(request);
        CheckRequest(request);
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<TReply>(cancellationToken);

        Ask<TReply> ask = Ask<TReply>.Begin(actor.Asks, actor.AskTarget, request, timeout);
        // Before the actor has it: from then on the wait may end at any time.
        ValueTask<TReply> reply = ask.Reply;
        Envelope envelope = new(ask, AskDispatcher<TRequest, TReply>.Instance);
        WriteStatus status = actor.Post(envelope);
        if (status != WriteStatus.Written) envelope.Dispatcher.Drop(envelope, actor.WhyRefused(status));
        else if (cancellationToken.CanBeCanceled) ask.EndOn(cancellationToken);
        return reply;
    }

    /// <summary>The compiler takes the reply from what the request says of itself; here it is held to its word.</summary>
    internal static void CheckRequest<TRequest, TReply>(IRequest<TRequest, TReply> request)
        where TRequest : IRequest<TRequest, TReply>
    {
        if (request is not TRequest) ThrowImpostor(request.GetType(), typeof(TRequest));
    }

    private static void CheckTimeout(TimeSpan timeout)
    {
        if (timeout <= TimeSpan.Zero && timeout != Timeout.InfiniteTimeSpan) ThrowTimeout(timeout);
    }

    private static Envelope Wrap<TMessage>(IActorRef actor, TMessage message)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (typeof(TMessage).IsValueType && message is not null)
        {
            return SmallDispatcher<TMessage>.Fits
                ? Envelope.OfSmall(message, SmallDispatcher<TMessage>.Instance)
                : new Envelope(MessageCarrier<TMessage>.Load(message), StructDispatcher<TMessage>.Instance);
        }

        ArgumentNullException.ThrowIfNull(message);
        return new Envelope(message, TellDispatcher<TMessage>.Instance);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Refuse(IActorRef actor, Envelope envelope, WriteStatus status)
    {
        object message = envelope.Message;
        ActorException reason = actor.WhyRefused(status);
        envelope.Dispatcher.Drop(envelope, reason);
        if (status == WriteStatus.Full) throw reason;
        actor.Refuse(message, DeadLetterReason.ActorStopped);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask TellWhenRoomAsync(IActorRef actor, Envelope envelope, ValueTask<WriteStatus> posting)
    {
        WriteStatus status = await posting.ConfigureAwait(false);
        if (status == WriteStatus.Closed) Refuse(actor, envelope, status);
    }

    [DoesNotReturn]
    private static void ThrowImpostor(Type request, Type claimed) =>
        throw new ArgumentException($"{request.Name} says that it is the request {claimed.Name}, but it is not. Let it name itself: {request.Name} : IRequest<{request.Name}, ...>.", nameof(request));

    [DoesNotReturn]
    private static void ThrowTimeout(TimeSpan timeout) =>
        throw new ArgumentOutOfRangeException(nameof(timeout), timeout, $"An Ask needs time for its answer, but the timeout is {timeout}. Give a positive time, or Timeout.InfiniteTimeSpan to wait as long as the actor lives.");
}
