namespace Actors;

/// <summary>Says that a <see cref="StateMachine{TSelf}"/> may be asked requests of a type, and that the state it is in answers them. There is nothing to write in the machine.</summary>
/// <typeparam name="TRequest">The request.</typeparam>
/// <typeparam name="TReply">What the asker gets.</typeparam>
public interface IHandleInState<in TRequest, TReply> : IHandle<TRequest, TReply>
    where TRequest : IRequest<TRequest, TReply>
{
    ValueTask<TReply> IHandle<TRequest, TReply>.HandleAsync(TRequest request, CancellationToken cancellationToken) =>
        this is IStateMachine machine ? machine.HandleAsync<TRequest, TReply>(request, cancellationToken) : throw NoStateMachineError.Of(this);
}
