using Channels;
using Channels.Atomics;

namespace Actors.Events;

/// <summary>What is published here reaches everybody who has subscribed: actors that handle it, and readers. One for each kind of news, best a singleton of the host: <c>services.AddSingleton(new Topic&lt;PriceChanged>())</c>.</summary>
/// <typeparam name="T">What is published; best an immutable record, since all share it.</typeparam>
/// <remarks>
/// Safe from any thread. Each subscriber gets what one publisher publishes in that order. Nobody gets what was published
/// before he subscribed. An actor that ends is unsubscribed; one that is restarted stays. A topic holds nothing for actors:
/// a message goes from the publisher into their mailboxes.
/// </remarks>
public sealed class Topic<T> : IEndListener, IDisposable
{
    private const int DefaultCapacity = 1024;

    private readonly LaggingSender<T> _readers;

    // Guards changes of the subscribers.
    private readonly Gate _gate = new();

    // Replaced as a whole, under the gate; read by every publisher.
    private IActorRef<IHandle<T>>[] _subscribers = [];

    /// <summary>Makes a topic without subscribers.</summary>
    /// <param name="capacity">How many messages are kept for readers that lag; 1,024 unless given, 1 or more. Memory grows with what the slowest has not read, up to this number.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is below 1.</exception>
    public Topic(int capacity = DefaultCapacity)
    {
        (_readers, LaggingReceiver<T> first) = Broadcast.Lagging<T>(capacity);
        first.Dispose();
    }

    /// <summary>The actors that are subscribed, in the order they came. A copy.</summary>
    public IReadOnlyList<IActorRef<IHandle<T>>> Subscribers => [.. Atomic.Read(ref _subscribers)];

    /// <summary>Sends everything from now on to an actor.</summary>
    /// <param name="subscriber">Any actor that handles <typeparamref name="T"/>: <c>topic.Subscribe(this.Self())</c>. Subscribed twice, it gets everything once.</param>
    /// <returns>Dispose it to unsubscribe; what was published before is in the mailbox all the same.</returns>
    public IDisposable Subscribe(IActorRef<IHandle<T>> subscriber)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        using (_gate.Enter())
        {
            if (Array.IndexOf(_subscribers, subscriber) < 0) Atomic.Write(ref _subscribers, [.. _subscribers, subscriber]);
        }

        // It comes at once if the actor has ended meanwhile.
        subscriber.NotifyEnd(this);
        return new Subscription(this, subscriber);
    }

    /// <summary>Begins to read from now on. Dispose the receiver to stop.</summary>
    /// <returns>A channel of its own, which no publisher waits for: a reader that lags behind by more than the capacity is told how many messages it missed.</returns>
    public LaggingReceiver<T> Subscribe() => _readers.Subscribe();

    /// <summary>Publishes and returns at once.</summary>
    /// <param name="message">The message; do not change it afterwards.</param>
    /// <returns>How many actors it was told to. One whose bounded mailbox is full misses it: a dead letter with <see cref="DeadLetterReason.MailboxFull"/>.</returns>
    public int Publish(T message)
    {
        int reached = 0;
        foreach (IActorRef<IHandle<T>> subscriber in Atomic.Read(ref _subscribers))
        {
            switch (subscriber.TryTell(message))
            {
                case TellStatus.Accepted:
                    reached++;
                    break;
                case TellStatus.Full:
                    subscriber.Refuse(message!, DeadLetterReason.MailboxFull);
                    break;
                default:
                    Unsubscribe(subscriber);
                    break;
            }
        }

        _readers.TryWrite(message);
        return reached;
    }

    /// <summary>Publishes, and waits for room in the mailbox of each actor, one after the other: the slowest slows the publisher down. Readers are not waited for.</summary>
    /// <param name="message">The message; do not change it afterwards.</param>
    /// <param name="cancellationToken">Ends the wait; those who have the message by then keep it.</param>
    public async ValueTask PublishAsync(T message, CancellationToken cancellationToken = default)
    {
        foreach (IActorRef<IHandle<T>> subscriber in Atomic.Read(ref _subscribers))
            await subscriber.TellAsync(message, cancellationToken).ConfigureAwait(false);
        _readers.TryWrite(message);
    }

    /// <summary>Ends the channels of all readers, after what was published, and unsubscribes the actors.</summary>
    public void Dispose()
    {
        foreach (IActorRef<IHandle<T>> subscriber in Atomic.Read(ref _subscribers)) Unsubscribe(subscriber);
        _readers.Dispose();
    }

    void IEndListener.OnEnded(IActorRef actor) => Unsubscribe(actor);

    private void Unsubscribe(IActorRef subscriber)
    {
        using (_gate.Enter())
        {
            int at = Array.IndexOf(_subscribers, subscriber);
            if (at < 0) return;
            Atomic.Write(ref _subscribers, [.. _subscribers[..at], .. _subscribers[(at + 1)..]]);
        }

        subscriber.ForgetEnd(this);
    }

    private sealed class Subscription(Topic<T> topic, IActorRef<IHandle<T>> subscriber) : IDisposable
    {
        public void Dispose() => topic.Unsubscribe(subscriber);
    }
}
