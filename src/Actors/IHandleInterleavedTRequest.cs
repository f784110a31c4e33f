namespace Actors;

/// <summary>Says that an actor answers requests of a type, and may take other messages while such a handler awaits.</summary>
/// <typeparam name="TRequest">The request, which names its reply.</typeparam>
/// <typeparam name="TReply">What the asker gets.</typeparam>
/// <inheritdoc cref="IHandleInterleaved{TMessage}" path="/remarks"/>
public interface IHandleInterleaved<in TRequest, TReply> : IHandle<TRequest, TReply>
    where TRequest : IRequest<TRequest, TReply>
{
    /// <summary>Handles one request; what it returns is the reply. The actor takes the next message when this first awaits, or returns.</summary>
    /// <param name="request">The request; never null.</param>
    /// <param name="cancellationToken">Cancelled when the host's shutdown has no more time for this actor to finish.</param>
    /// <remarks>As for <see cref="IHandle{TRequest, TReply}.HandleAsync"/>. If it fails, its asker is told at once, and the supervisor's strategy decides once all others that were begun are done.</remarks>
    ValueTask<TReply> HandleInterleavedAsync(TRequest request, CancellationToken cancellationToken);

    ValueTask<TReply> IHandle<TRequest, TReply>.HandleAsync(TRequest request, CancellationToken cancellationToken) =>
        this is Actor actor ? Interleaving.Begin(actor.Host, this, request, cancellationToken) : HandleInterleavedAsync(request, cancellationToken);
}
