namespace Channels;

/// <summary>A counted sender of a lagging broadcast, from <see cref="Broadcast.Lagging{T}"/>: it never waits.</summary>
/// <remarks>
/// <para>
/// Writing with the ring full overwrites the oldest value, and receivers that have not read it are told that they missed
/// one. A value that is overwritten is not disposed; <see cref="Sender{T}.ForceWrite"/> writes as the others do and hands
/// it back. <see cref="Sender{T}.FreeCapacity"/> is how many more values may be written before somebody misses one, <see cref="Sender{T}.Count"/>
/// how many values are kept: what the slowest receiver has not read, at most the capacity.
/// </para>
/// <para>
/// Without a receiver every write ends with <see cref="WriteStatus.Closed"/> and the value is still yours; <see cref="Subscribe"/>
/// opens the channel again, and <see cref="Sender{T}.Closed"/> is a new task then.
/// </para>
/// </remarks>
public sealed class LaggingSender<T> : Sender<T>
{
    private readonly BroadcastChannel<T> _channel;

    internal LaggingSender(BroadcastChannel<T> channel)
        : base(channel) =>
        _channel = channel;

    /// <summary>Makes a receiver that gets what is written from now on; what is there already it does not see, nor is it told of it.</summary>
    /// <remarks>It opens a channel that has no receivers, but not one that was closed: there it finds the end.</remarks>
    public LaggingReceiver<T> Subscribe()
    {
        ThrowIfDisposed();
        return new LaggingReceiver<T>(LaggingSubscription<T>.Begin(_channel));
    }

    /// <inheritdoc cref="Sender{T}.IsSameChannel(Receiver{T})"/>
    public bool IsSameChannel(LaggingReceiver<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return ReferenceEquals(_channel, other.Identity);
    }

    /// <inheritdoc cref="Sender{T}.Clone"/>
    public new LaggingSender<T> Clone() => (LaggingSender<T>)base.Clone();

    private protected override LaggingSender<T> Another() => new(_channel);
}
