namespace Actors;

/// <summary>Says that an actor answers requests of a type without awaiting anything: <see cref="IHandle{TRequest, TReply}"/> for a method that returns the reply.</summary>
/// <typeparam name="TRequest">The request, which names its reply.</typeparam>
/// <typeparam name="TReply">What the asker gets.</typeparam>
public interface IHandleSync<in TRequest, TReply> : IHandle<TRequest, TReply>
    where TRequest : IRequest<TRequest, TReply>
{
    /// <summary>Handles one request; what it returns is the reply.</summary>
    /// <param name="request">The request; never null.</param>
    /// <remarks>An exception reaches the asker at once, and makes the supervisor's strategy decide about the actor.</remarks>
    TReply Handle(TRequest request);

    ValueTask<TReply> IHandle<TRequest, TReply>.HandleAsync(TRequest request, CancellationToken cancellationToken) => new(Handle(request));
}
