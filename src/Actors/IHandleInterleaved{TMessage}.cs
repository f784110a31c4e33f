namespace Actors;

/// <summary>Says that an actor handles messages of a type, and may take others while such a handler awaits. An exception to the rule of one message at a time; made for handlers that mostly wait.</summary>
/// <typeparam name="TMessage">The message. Derived types are handled as well.</typeparam>
/// <remarks>
/// Still only one piece of the actor's code runs at a time: what follows an <see langword="await"/> is continued inside the actor's turn, between two
/// messages. But what a field held before an <see langword="await"/> it may not hold after it. Do not use <c>ConfigureAwait(false)</c> in such a handler: what follows
/// would run beside the actor. Before the actor stops, drains to its end or is restarted, it lets what it has begun finish.
/// </remarks>
public interface IHandleInterleaved<in TMessage> : IHandle<TMessage>
{
    /// <summary>Handles one message; the actor takes the next when this first awaits, or returns.</summary>
    /// <param name="message">The message; never null.</param>
    /// <param name="cancellationToken">Cancelled when the host's shutdown has no more time for this actor to finish.</param>
    /// <remarks>As for <see cref="IHandle{TMessage}.HandleAsync"/>. If it fails, the supervisor's strategy decides once all others that were begun are done.</remarks>
    ValueTask HandleInterleavedAsync(TMessage message, CancellationToken cancellationToken);

    ValueTask IHandle<TMessage>.HandleAsync(TMessage message, CancellationToken cancellationToken) =>
        this is Actor actor ? Interleaving.Begin(actor.Host, this, message, cancellationToken) : HandleInterleavedAsync(message, cancellationToken);
}
