namespace Actors;

/// <summary>Says that an actor handles messages of a type without awaiting anything: <see cref="IHandle{TMessage}"/> for a method that returns nothing.</summary>
/// <typeparam name="TMessage">The message. Derived types are handled as well.</typeparam>
public interface IHandleSync<in TMessage> : IHandle<TMessage>
{
    /// <summary>Handles one message; the actor takes the next when it returns.</summary>
    /// <param name="message">The message; never null.</param>
    /// <remarks>An exception makes the supervisor's strategy decide about the actor; the message is not handled again.</remarks>
    void Handle(TMessage message);

    ValueTask IHandle<TMessage>.HandleAsync(TMessage message, CancellationToken cancellationToken)
    {
        Handle(message);
        return default;
    }
}
