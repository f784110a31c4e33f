namespace Actors;

/// <summary>Says that an actor handles messages of a type, and so what may be told to it.</summary>
/// <typeparam name="TMessage">A class or a struct, best an immutable record: sender and actor share it. Derived types are handled as well.</typeparam>
/// <remarks>A protocol is an interface of such interfaces, <c>interface ICounter : IHandle&lt;Increment&gt;</c>: an <see cref="IActorRef{TActor}"/> of the actor is one of the protocol, too.</remarks>
public interface IHandle<in TMessage>
{
    /// <summary>Handles one message. The actor takes the next when the result is completed, on whatever thread that may be.</summary>
    /// <param name="message">The message; never null.</param>
    /// <param name="cancellationToken">Cancelled when the host's shutdown has no more time for this actor to finish.</param>
    /// <remarks>An exception makes the supervisor's strategy decide about the actor; the message is not handled again.</remarks>
    ValueTask HandleAsync(TMessage message, CancellationToken cancellationToken);
}
