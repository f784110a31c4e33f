namespace Actors;

/// <summary>Says that a <see cref="StateMachine{TSelf}"/> may be told messages of a type, and that the state it is in handles them. There is nothing to write in the machine.</summary>
/// <typeparam name="TMessage">The message.</typeparam>
public interface IHandleInState<in TMessage> : IHandle<TMessage>
{
    ValueTask IHandle<TMessage>.HandleAsync(TMessage message, CancellationToken cancellationToken) =>
        this is IStateMachine machine ? machine.HandleAsync(message, cancellationToken) : throw NoStateMachineError.Of(this);
}
