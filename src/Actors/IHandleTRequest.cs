namespace Actors;

/// <summary>Says that an actor answers requests of a type, and so what may be asked of it.</summary>
/// <typeparam name="TRequest">The request, which names its reply: <c>record GetCount : IRequest&lt;GetCount, int&gt;</c>.</typeparam>
/// <typeparam name="TReply">What the asker gets.</typeparam>
public interface IHandle<in TRequest, TReply>
    where TRequest : IRequest<TRequest, TReply>
{
    /// <summary>Handles one request; what it returns is the reply. The actor takes the next message when the result is completed.</summary>
    /// <param name="request">The request; never null. A request whose asker is gone already is not handled.</param>
    /// <param name="cancellationToken">Cancelled when the host's shutdown has no more time for this actor to finish.</param>
    /// <remarks>An exception reaches the asker at once, and makes the supervisor's strategy decide about the actor.</remarks>
    ValueTask<TReply> HandleAsync(TRequest request, CancellationToken cancellationToken);
}
