namespace Actors;

/// <summary>Says that an actor answers requests of a type, but not always when its handler returns: the answer may come later, and from anywhere. Askers see no difference.</summary>
/// <typeparam name="TRequest">The request, which names its reply.</typeparam>
/// <typeparam name="TReply">What the asker gets.</typeparam>
/// <remarks>It is an <see cref="IHandle{TRequest, TReply}"/>, and so the actor is one of every protocol that has that.</remarks>
public interface IHandleDeferred<in TRequest, TReply> : IHandle<TRequest, TReply>
    where TRequest : IRequest<TRequest, TReply>
{
    /// <summary>Handles one request. The actor takes the next message when the result is completed, answered or not.</summary>
    /// <param name="request">The request; never null.</param>
    /// <param name="reply">What answers it, once: keep it, pass it on in a message, complete it from any thread, or forward the request.</param>
    /// <param name="cancellationToken">Cancelled when the host's shutdown has no more time for this actor to finish.</param>
    /// <remarks>An exception reaches the asker at once, if it was not answered before, and makes the supervisor's strategy decide about the actor.</remarks>
    ValueTask HandleAsync(TRequest request, Reply<TReply> reply, CancellationToken cancellationToken);

    /// <summary>Says to the engine that the answer is deferred. Not to be called: ask the actor by its address.</summary>
    ValueTask<TReply> IHandle<TRequest, TReply>.HandleAsync(TRequest request, CancellationToken cancellationToken) => Deferred<TReply>.Mark;
}
