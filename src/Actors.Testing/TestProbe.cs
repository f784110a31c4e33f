using Channels;

namespace Actors.Testing;

/// <summary>An actor that keeps what it is told, for a test to look at: give <see cref="Ref"/> to whom it may concern.</summary>
/// <typeparam name="TMessage">What it handles; derived types as well.</typeparam>
public sealed class TestProbe<TMessage> : IDisposable
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);

    private readonly Receiver<TMessage> _receiver;
    private readonly TimeProvider _time;
    private readonly Action? _settle;

    /// <summary>Spawns a probe in a running system.</summary>
    /// <param name="system">Any system, in a host or in a simulation; for a simulation use <see cref="ActorSimulation.CreateProbe{TMessage}"/>, which can also expect nothing.</param>
    /// <param name="name">Its name; a number unless given.</param>
    public TestProbe(IActorSystem system, string? name = null)
        : this(system, name, TimeProvider.System, null)
    {
    }

    internal TestProbe(IActorSystem system, string? name, TimeProvider time, Action? settle)
    {
        ArgumentNullException.ThrowIfNull(system);
        (Sender<TMessage> sender, _receiver) = Mpsc.Unbounded<TMessage>();
        _settle = settle;
        _time = time;
        Ref = system.Spawn(() => new ProbeActor(sender), name);
    }

    /// <summary>Its address, as whoever handles <typeparamref name="TMessage"/>.</summary>
    public IActorRef<IHandle<TMessage>> Ref { get; }

    /// <summary>The next message, when it comes.</summary>
    /// <param name="timeout">How long to wait; 5 seconds unless given.</param>
    /// <exception cref="TimeoutException">None came in time.</exception>
    public async Task<TMessage> ExpectAsync(TimeSpan? timeout = null)
    {
        TimeSpan patience = timeout ?? DefaultTimeout;
        using CancellationTokenSource deadline = new(patience, _time);
        try
        {
            // Back where the test runs, which in a simulation is its thread.
            return await _receiver.ReadAsync(deadline.Token).ConfigureAwait(true);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{Ref.Path} was told no {typeof(TMessage).Name} within {patience}.");
        }
    }

    /// <summary>The next message of a type; one of another type fails the test.</summary>
    /// <inheritdoc cref="ExpectAsync(TimeSpan?)"/>
    /// <exception cref="InvalidOperationException">The next message is of another type.</exception>
    public async Task<T> ExpectAsync<T>(TimeSpan? timeout = null)
        where T : TMessage
    {
        TMessage message = await ExpectAsync(timeout).ConfigureAwait(true);
        return message is T expected ? expected : throw new InvalidOperationException($"{Ref.Path} was told {message}, but {typeof(T).Name} was expected.");
    }

    /// <summary>Checks that no message is there and none will come as things stand. In a simulation only, where that needs no waiting: all that can run is run first.</summary>
    /// <exception cref="InvalidOperationException">There is one; or this is no simulation, where it could always still come.</exception>
    public void ExpectNone()
    {
        if (_settle is null) throw new InvalidOperationException("Outside a simulation a message may always still come. Use ActorSimulation.CreateProbe to expect none.");
        _settle();
        if (_receiver.TryRead(out TMessage? message)) throw new InvalidOperationException($"{Ref.Path} was told {message}, but nothing was expected.");
    }

    /// <summary>Stops the probe.</summary>
    public void Dispose()
    {
        Ref.Stop();
        _receiver.Dispose();
    }

    private sealed class ProbeActor(Sender<TMessage> sender) : Actor, IHandle<TMessage>
    {
        public ValueTask HandleAsync(TMessage message, CancellationToken cancellationToken)
        {
            sender.TryWrite(message);
            return default;
        }
    }
}
