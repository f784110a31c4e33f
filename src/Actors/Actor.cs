namespace Actors;

/// <summary>The base class of actors: state that one message at a time may touch. Say what it handles with <see cref="IHandle{TMessage}"/> and <see cref="IHandle{TRequest, TReply}"/>.</summary>
/// <remarks>
/// <para>
/// Constructor parameters are injected, from a service scope that lives as long as the instance. Handlers and hooks never
/// run at the same time and each sees what the one before wrote, on whatever thread; while one awaits, the actor waits.
/// An instance that is <see cref="IAsyncDisposable"/> or <see cref="IDisposable"/> is disposed when its life ends.
/// </para>
/// <para>
/// A life is <see cref="OnStartAsync"/>, messages, and at its end either <see cref="OnStopAsync"/> or, if a failure makes
/// the supervisor replace it, <see cref="OnRestartingAsync"/>. The next instance then begins with
/// <see cref="OnRestartedAsync"/>, and with the mailbox as it was, without the message that failed.
/// </para>
/// </remarks>
public abstract class Actor
{
    // Set by the engine before the first hook.
    private IActorHost? _host;

    /// <summary>What the actor can do besides handling: start children, stop, tell the time. Made on first use.</summary>
    /// <exception cref="InvalidOperationException">In the constructor, where there is no actor yet.</exception>
    protected internal ActorContext Context => Host.Context;

    internal IActorHost Host => _host ?? throw new InvalidOperationException(
        $"{GetType().Name} has no context while its constructor runs, or outside an actor system. Use it from OnStartAsync on.");

    /// <summary>Runs before the first message; the place for what a constructor cannot await. If it throws, the actor does not start.</summary>
    /// <param name="cancellationToken">Cancelled when the host's shutdown has no more time for this actor.</param>
    protected internal virtual ValueTask OnStartAsync(CancellationToken cancellationToken) => default;

    /// <summary>Runs after the last message, once, when the actor ends for good; its children have ended before. Not called if it never started.</summary>
    /// <param name="cancellationToken">Cancelled when the host's shutdown has no more time for this actor.</param>
    /// <remarks>An exception is logged; the actor ends all the same.</remarks>
    protected internal virtual ValueTask OnStopAsync(CancellationToken cancellationToken) => default;

    /// <summary>Runs on the instance that failed before it is replaced; its children have ended before. Calls <see cref="OnStopAsync"/> unless overridden.</summary>
    /// <param name="error">What the handler threw.</param>
    /// <param name="cancellationToken">Cancelled when the host's shutdown has no more time for this actor.</param>
    /// <remarks>An exception is logged; the instance is replaced all the same.</remarks>
    protected internal virtual ValueTask OnRestartingAsync(Exception error, CancellationToken cancellationToken) => OnStopAsync(cancellationToken);

    /// <summary>Runs on the instance that replaces one that failed, before its first message. Calls <see cref="OnStartAsync"/> unless overridden.</summary>
    /// <param name="error">What the handler of the instance before threw.</param>
    /// <param name="cancellationToken">Cancelled when the host's shutdown has no more time for this actor.</param>
    /// <remarks>An exception counts as a failure of its own: the supervisor's strategy decides again.</remarks>
    protected internal virtual ValueTask OnRestartedAsync(Exception error, CancellationToken cancellationToken) => OnStartAsync(cancellationToken);

    internal void Attach(IActorHost host) => _host = host;
}
