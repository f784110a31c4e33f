namespace Channels;

/// <summary>A receiver of a lossless broadcast, from <see cref="Broadcast.Lossless{T}"/>: it gets every value that was written since it subscribed.</summary>
/// <remarks>
/// <para>
/// Read with it or dispose it: a receiver that does neither stops every writer. What only it had not read is let go
/// when it is disposed, and writers go on. One reader at a time for each receiver; receivers do not disturb each other.
/// </para>
/// <para><see cref="Receiver{T}.Count"/> is what this receiver has not read; <see cref="Receiver{T}.Completion"/> ends when it has read everything after the close, or is disposed. <see cref="Receiver{T}.CloseAndTake"/> takes what not everybody has read, from all of them.</para>
/// </remarks>
public sealed class BroadcastReceiver<T> : Receiver<T>
{
    private readonly LosslessSubscription<T> _subscription;

    internal BroadcastReceiver(LosslessSubscription<T> subscription)
        : base(subscription) =>
        _subscription = subscription;

    internal override object Identity => _subscription.Channel;

    /// <summary>Makes a further receiver at the position of this one: it gets what this one has not read, and all that follows.</summary>
    /// <exception cref="ReceiverEvictedException">This receiver was cut off.</exception>
    /// <remarks>The semantics of postage's <c>Receiver::clone</c>. It must be read or disposed on its own.</remarks>
    public BroadcastReceiver<T> Clone()
    {
        ThrowIfDisposed();
        return new BroadcastReceiver<T>(_subscription.Clone());
    }

    /// <summary>Makes a further receiver that gets what is written from now on, as <see cref="BroadcastSender{T}.Subscribe"/> does; also if this one was cut off.</summary>
    public BroadcastReceiver<T> Resubscribe()
    {
        ThrowIfDisposed();
        return new BroadcastReceiver<T>(LosslessSubscription<T>.Begin(_subscription.Channel));
    }
}
