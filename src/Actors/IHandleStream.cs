namespace Actors;

/// <summary>Says that an actor answers requests of a type with a sequence, and so what <c>AskStream</c> may ask of it.</summary>
/// <typeparam name="TRequest">The request, which names its items.</typeparam>
/// <typeparam name="TItem">What the asker gets one after the other.</typeparam>
public interface IHandleStream<in TRequest, out TItem>
    where TRequest : IStreamRequest<TRequest, TItem>
{
    /// <summary>Handles one request: an iterator, whose code runs in the actor's turn, as far ahead of its reader as that allows.</summary>
    /// <param name="request">The request; never null.</param>
    /// <param name="cancellationToken">Cancelled when the reader leaves, and when the host's shutdown has no more time for this actor to finish. Mark it with <c>[EnumeratorCancellation]</c>.</param>
    /// <returns>The sequence. The actor takes the next message when it is over: when the reader is slow the actor waits for it.</returns>
    /// <remarks>An exception reaches the reader after the items that were made before it, and makes the supervisor's strategy decide about the actor.</remarks>
    IAsyncEnumerable<TItem> HandleAsync(TRequest request, CancellationToken cancellationToken);
}
