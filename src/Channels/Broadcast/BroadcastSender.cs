namespace Channels;

/// <summary>A counted sender of a lossless broadcast, from <see cref="Broadcast.Lossless{T}"/>: it waits for the slowest receiver.</summary>
/// <remarks>
/// <para>
/// <see cref="Sender{T}.Count"/> is how many values the slowest receiver has not read. A receiver that never reads stops
/// every writer once that is the capacity: give such writers a timeout or look at the count, and <see cref="Evict"/> who is to blame.
/// </para>
/// <para>
/// Without a receiver every write ends at once with <see cref="WriteStatus.Closed"/>, and those that waited for room as
/// well; <see cref="Subscribe"/> opens the channel again, and <see cref="Sender{T}.Closed"/> is a new task then.
/// <see cref="Sender{T}.ForceWrite"/> throws <see cref="NotSupportedException"/>: what it takes out somebody would miss.
/// </para>
/// </remarks>
public sealed class BroadcastSender<T> : Sender<T>
{
    private readonly BroadcastChannel<T> _channel;

    internal BroadcastSender(BroadcastChannel<T> channel)
        : base(channel) =>
        _channel = channel;

    /// <summary>Makes a receiver that gets what is written from now on; what is there already it does not see.</summary>
    /// <remarks>It opens a channel that has no receivers, but not one that was closed: there it finds the end.</remarks>
    public BroadcastReceiver<T> Subscribe()
    {
        ThrowIfDisposed();
        return new BroadcastReceiver<T>(LosslessSubscription<T>.Begin(_channel));
    }

    /// <summary>Cuts off every receiver that has not read <paramref name="unread"/> values or more, and lets the writers go on that waited for it.</summary>
    /// <param name="unread">How far behind is too far: 1 to the capacity. The capacity itself means those who keep writers waiting now.</param>
    /// <returns>How many receivers were cut off. If they were the last ones the channel is without a receiver, and takes nothing until somebody subscribes.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="unread"/> is below 1 or above the capacity.</exception>
    /// <remarks>They are told: their reads fail with a <see cref="ReceiverEvictedException"/>, at once. A receiver that waits for a value has read everything, and is never cut off. Safe from any thread.</remarks>
    public int Evict(int unread)
    {
        ThrowIfDisposed();
        return _channel.Evict(unread);
    }

    /// <inheritdoc cref="Sender{T}.Clone"/>
    public new BroadcastSender<T> Clone() => (BroadcastSender<T>)base.Clone();

    private protected override BroadcastSender<T> Another() => new(_channel);
}
