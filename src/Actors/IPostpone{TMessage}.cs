namespace Actors;

/// <summary>Says that a state of a <see cref="StateMachine{TSelf}"/> has messages of a type, or requests, wait for the next state.</summary>
/// <typeparam name="TMessage">The message or the request. Derived types wait as well.</typeparam>
#pragma warning disable CA1040 // It is a statement about a class, and read by the machine.
public interface IPostpone<in TMessage>;
#pragma warning restore CA1040
