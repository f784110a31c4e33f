using System.Threading.Channels;
using Actors.Messaging;
using Channels;

namespace Actors;

public static partial class ActorRefExtensions
{
    /// <summary>Tells an actor everything that a sequence has, as fast as its mailbox takes it: a bounded one slows the sequence down.</summary>
    /// <param name="source">What to tell; it is disposed in the end, however that comes.</param>
    /// <param name="actor">Whom to.</param>
    /// <param name="cancellationToken">Ends it; what was taken from the sequence was told, but for the last one if it waits for room.</param>
    /// <returns>How many messages the mailbox took, when the sequence is over.</returns>
    /// <exception cref="ActorStoppedException">The actor has stopped; the message that it did not take is a dead letter.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>What the sequence throws is thrown here. Messages are handled in the order of the sequence.</remarks>
    public static async Task<long> TellAllAsync<TActor, TMessage>(this IAsyncEnumerable<TMessage> source, IActorRef<TActor> actor, CancellationToken cancellationToken = default)
        where TActor : class, IHandle<TMessage>
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(actor);
        long count = 0;
        await foreach (TMessage message in source.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            Envelope envelope = Wrap(actor, message);
            if (await actor.PostAsync(envelope, cancellationToken).ConfigureAwait(false) != WriteStatus.Written)
            {
                Refuse(actor, envelope, WriteStatus.Closed);
                throw actor.WhyRefused(WriteStatus.Closed);
            }

            count++;
        }

        return count;
    }

    /// <summary>The actor as a writer of messages of one type, for whatever writes into channels: <c>actor.AsWriter&lt;Sample>()</c>.</summary>
    /// <param name="actor">Any actor that handles <typeparamref name="TMessage"/>.</param>
    /// <returns>
    /// A writer whose <c>TryWrite</c> is <c>TryTell</c> and whose <c>WriteAsync</c> waits for room as <c>TellAsync</c> does, and throws
    /// <see cref="ChannelClosedException"/> once the actor has stopped. Completing it closes this writer and not the actor.
    /// <c>WaitToWriteAsync</c> does not wait for room, and is true at once while the writer is open: use <c>WriteAsync</c>
    /// where the mailbox is bounded.
    /// </returns>
    public static ChannelWriter<TMessage> AsWriter<TMessage>(this IActorRef<IHandle<TMessage>> actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return new ActorWriter<TMessage>(actor);
    }

    /// <summary>Offers a message and waits for room; false if the actor has stopped, and then there is no dead letter.</summary>
    internal static ValueTask<WriteStatus> OfferAsync<TMessage>(IActorRef<IHandle<TMessage>> actor, TMessage message, CancellationToken cancellationToken) =>
        actor.PostAsync(Wrap(actor, message), cancellationToken);
}
