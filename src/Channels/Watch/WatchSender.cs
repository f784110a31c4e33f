using System.Threading.Channels;

namespace Channels;

/// <summary>The sending end of a <see cref="Watch"/>: replaces the value, and never waits.</summary>
/// <remarks>
/// <para>
/// Without a receiver the channel is closed, but not for ever: writes are refused and leave the value as it is, while
/// <see cref="Replace"/> and <see cref="Modify"/> still store, and <see cref="Subscribe"/> opens it again. After that
/// <see cref="Sender{T}.Closed"/> is a new task. <see cref="ChannelWriter{T}.TryComplete"/>, a close by either side and the
/// end of the last sender are for ever: then the value stays as it is, and only looking goes on.
/// </para>
/// <para>
/// Values are handed out and shared by all who look, so no lock is held while they are used, and none of them is ever
/// disposed by the channel: tokio's deadlock, of a task that sends while it holds a borrowed value, cannot happen here.
/// Let them be immutable. There is nothing to reserve: permits throw <see cref="NotSupportedException"/>. Of a batch only
/// the last value is stored, for the others would be replaced at once.
/// </para>
/// </remarks>
public sealed class WatchSender<T> : Sender<T>
{
    private readonly WatchChannel<T> _channel;

    internal WatchSender(WatchChannel<T> channel)
        : base(channel) =>
        _channel = channel;

    /// <summary>The newest value; also once the channel is closed.</summary>
    public T Value => Channel.Value;

    private WatchChannel<T> Channel
    {
        get
        {
            ThrowIfDisposed();
            return _channel;
        }
    }

    /// <summary>Stores a value, also while nobody receives, and hands back the one it replaced; receivers see it as changed. tokio's <c>send_replace</c>.</summary>
    /// <exception cref="ChannelClosedException">The channel was completed; the value is still yours.</exception>
    public T Replace(T item) => Channel.Replace(item);

    /// <summary>Makes a new value of the newest, also while nobody receives; receivers see it as changed. tokio's <c>send_modify</c>.</summary>
    /// <param name="modifier">Works on a copy. It runs on this thread and under no lock, and again if another value was stored meanwhile, as with <c>ImmutableInterlocked.Update</c>: so no write is lost, and one that takes long holds nobody up.</param>
    /// <returns>The value that was stored.</returns>
    /// <remarks>If it throws, nothing is stored, nobody is told, and the exception is the caller's: with tokio a value that was half changed would stay.</remarks>
    /// <exception cref="InvalidOperationException">The modifier wrote to this channel: what it computes is then out of date each time.</exception>
    /// <exception cref="ChannelClosedException">The channel was completed.</exception>
    public T Modify(WatchModifier<T> modifier)
    {
        ArgumentNullException.ThrowIfNull(modifier);
        WatchChannel<T> channel = Channel;
        while (true)
        {
            // Neither under the gate nor under a lock of the writers: user code that waits for another writer, or for a
            // receiver, would stop them all. The version tells whether what it began with is still the newest.
            T value = channel.Snapshot(out long version);
            modifier(ref value);
            if (channel.TryPublish(value, version)) return value;
        }
    }

    /// <summary>Makes a new value of the newest, or leaves it. tokio's <c>send_if_modified</c>.</summary>
    /// <param name="modifier">As for <see cref="Modify"/>; its last run decides.</param>
    /// <returns><see langword="false"/> if the modifier said so: nothing was stored and nobody was told.</returns>
    /// <exception cref="InvalidOperationException">The modifier wrote to this channel.</exception>
    /// <exception cref="ChannelClosedException">The channel was completed.</exception>
    public bool ModifyIf(WatchConditionalModifier<T> modifier)
    {
        ArgumentNullException.ThrowIfNull(modifier);
        WatchChannel<T> channel = Channel;
        while (true)
        {
            T value = channel.Snapshot(out long version);
            if (!modifier(ref value)) return false;
            if (channel.TryPublish(value, version)) return true;
        }
    }

    /// <summary>A further receiver, which has seen the newest value; opens a channel that is closed only because nobody receives.</summary>
    public WatchReceiver<T> Subscribe()
    {
        WatchChannel<T> channel = Channel;
        return new WatchReceiver<T>(channel, channel.Subscribe());
    }

    /// <inheritdoc cref="Sender{T}.Clone"/>
    public new WatchSender<T> Clone() => (WatchSender<T>)base.Clone();

    private protected override Sender<T> Another() => new WatchSender<T>(_channel);
}
