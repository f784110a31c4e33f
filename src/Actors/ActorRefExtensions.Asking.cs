using System.Runtime.CompilerServices;
using Actors.Messaging;
using Channels;

namespace Actors;

public static partial class ActorRefExtensions
{
    /// <summary>Asks as <c>AskAsync</c> does, but waits for room if the mailbox is bounded and full: the way to let a slow actor slow its askers down.</summary>
    /// <param name="actor">Whom to ask.</param>
    /// <param name="request">What to ask; do not change it afterwards.</param>
    /// <param name="timeout">How long to wait for room and reply together, above zero; <see cref="Timeout.InfiniteTimeSpan"/> for as long as the actor lives, <see langword="null"/> for <c>ActorsOptions.AskTimeout</c>.</param>
    /// <param name="cancellationToken">Ends the wait; before there was room, nothing was sent.</param>
    /// <returns>The handler's result. Await it once. Those who wait for room get it first come first served.</returns>
    /// <remarks>It ends in the ways of <c>AskAsync</c>, but for <see cref="MailboxFullException"/>. A request whose time is over while it waits for room is skipped when room comes.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="actor"/> or <paramref name="request"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is zero or negative.</exception>
    /// <exception cref="ArgumentException">The request names another type than its own in <see cref="IRequest{TSelf, TReply}"/>.</exception>
    public static ValueTask<TReply> AskWhenRoomAsync<TActor, TRequest, TReply>(
        this IActorRef<TActor> actor, IRequest<TRequest, TReply> request, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
        where TActor : class, IHandle<TRequest, TReply>
        where TRequest : IRequest<TRequest, TReply>
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(request);
        CheckRequest(request);
        CheckTimeout(timeout ?? actor.Asks.DefaultTimeout);
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<TReply>(cancellationToken);

        Ask<TReply> ask = Ask<TReply>.Begin(actor.Asks, actor.AskTarget, request, timeout ?? actor.Asks.DefaultTimeout);
        ValueTask<TReply> reply = ask.Reply;
        Envelope envelope = new(ask, AskDispatcher<TRequest, TReply>.Instance);
        ValueTask<WriteStatus> posting = actor.PostAsync(envelope, cancellationToken);
        if (!posting.IsCompletedSuccessfully) _ = DropUnlessPostedAsync(actor, envelope, posting);
        else if (posting.Result == WriteStatus.Closed) envelope.Dispatcher.Drop(envelope, actor.WhyRefused(WriteStatus.Closed));
        if (cancellationToken.CanBeCanceled) ask.EndOn(cancellationToken);
        return reply;
    }

    /// <summary>Asks for a sequence, which the actor makes while it is read: nothing is sent before, and each reading sends the request anew.</summary>
    /// <param name="actor">Whom to ask.</param>
    /// <param name="request">What to ask; do not change it afterwards.</param>
    /// <param name="capacity">How many items the actor may be ahead, 1 or more; 16 unless given. When so many were not read yet, its handler waits.</param>
    /// <returns>To be read with <c>await foreach</c>. Leaving the loop, or cancelling its token, ends the handler's sequence as well.</returns>
    /// <remarks>
    /// When the actor stops, fails, or never gets to it, the loop throws what an <c>AskAsync</c> would, after the items that
    /// were made before. There is no timeout, since a sequence may take its time: use a token. The actor handles nothing else
    /// until the sequence is over.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="actor"/> or <paramref name="request"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is below 1.</exception>
    /// <exception cref="ArgumentException">The request names another type than its own in <see cref="IStreamRequest{TSelf, TItem}"/>.</exception>
    public static IAsyncEnumerable<TItem> AskStream<TActor, TRequest, TItem>(
        this IActorRef<TActor> actor, IStreamRequest<TRequest, TItem> request, int capacity = 16)
        where TActor : class, IHandleStream<TRequest, TItem>
        where TRequest : IStreamRequest<TRequest, TItem>
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        if (request is not TRequest) ThrowImpostor(request.GetType(), typeof(TRequest));
        return ReadStreamAsync<TRequest, TItem>(actor, request, capacity);
    }

    private static async IAsyncEnumerable<TItem> ReadStreamAsync<TRequest, TItem>(
        IActorRef actor, object request, int capacity, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where TRequest : IStreamRequest<TRequest, TItem>
    {
        cancellationToken.ThrowIfCancellationRequested();
        (Sender<TItem> sender, Receiver<TItem> receiver) = Mpsc.Bounded<TItem>(capacity);
        StreamCall<TItem> call = new(request, sender, receiver);
        Ask<long> ask = Ask<long>.Begin(actor.Asks, actor.AskTarget, call, Timeout.InfiniteTimeSpan);
        int life = ask.Life;
        Task<long> handled = ask.Reply.AsTask();
        Envelope envelope = new(ask, StreamDispatcher<TRequest, TItem>.Instance);
        WriteStatus status = actor.Post(envelope);
        if (status != WriteStatus.Written) envelope.Dispatcher.Drop(envelope, actor.WhyRefused(status));
        _ = call.CloseAfterAsync(handled);
        try
        {
            // The reader may be an actor, whose code goes on where it wants to be.
            while (await receiver.WaitToReadAsync(cancellationToken).ConfigureAwait(true))
            {
                while (receiver.TryRead(out TItem? item)) yield return item;
            }

            // Why there is no more: the end of the sequence, or what the handler threw, or what kept it from running.
            await handled.ConfigureAwait(true);
        }
        finally
        {
            // First, or a handler that finds the channel closed would call the sequence answered.
            ask.TryFail(life, new OperationCanceledException("The reader of the sequence has left."), AskOutcome.Cancelled);
            call.Leave();
        }
    }

    private static async Task DropUnlessPostedAsync(IActorRef actor, Envelope envelope, ValueTask<WriteStatus> posting)
    {
        try
        {
            if (await posting.ConfigureAwait(false) == WriteStatus.Closed) envelope.Dispatcher.Drop(envelope, actor.WhyRefused(WriteStatus.Closed));
        }
        catch (OperationCanceledException cancelled)
        {
            // It has left the line, and the actor will never have it.
            envelope.Dispatcher.Drop(envelope, cancelled);
        }
    }
}
