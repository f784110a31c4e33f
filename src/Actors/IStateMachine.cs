namespace Actors;

/// <summary>What hands a message on to the state that an actor is in.</summary>
internal interface IStateMachine
{
    string StateName { get; }

    ValueTask HandleAsync<TMessage>(TMessage message, CancellationToken cancellationToken);

    ValueTask<TReply> HandleAsync<TRequest, TReply>(TRequest request, CancellationToken cancellationToken)
        where TRequest : IRequest<TRequest, TReply>;
}
