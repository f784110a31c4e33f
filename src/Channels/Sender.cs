using System.Threading.Channels;

namespace Channels;

/// <summary>The sending end of a channel: a <see cref="ChannelWriter{T}"/> that is counted, and says why it did not take a value.</summary>
/// <remarks>
/// <para>
/// <see cref="Clone"/> makes a further sender of the same channel, <see cref="Dispose"/> gives one up, and when the last
/// one is gone the channel closes: the receiver gets what is left and then the end (the semantics of tokio's and
/// async-channel's senders). <see cref="ChannelWriter{T}.TryComplete"/> closes it for all senders at once, as in
/// System.Threading.Channels. A sender that is dropped without <see cref="Dispose"/> keeps its channel open.
/// </para>
/// <para>Safe from any thread. Values of one sender arrive in the order it sent them; nothing is promised between senders. After <see cref="Dispose"/> every member but <see cref="Dispose"/> throws <see cref="ObjectDisposedException"/>.</para>
/// </remarks>
public abstract class Sender<T> : ChannelWriter<T>, IDisposable
{
    private protected Sender()
    {
    }

    /// <summary>The most values the channel holds; <see langword="null"/> for no bound.</summary>
    public abstract int? Capacity { get; }

    /// <summary>How many values wait in the channel; a moment later there may be more or fewer.</summary>
    public abstract int Count { get; }

    /// <summary>Whether the channel takes no more values, whichever side closed it.</summary>
    public abstract bool IsClosed { get; }

    /// <summary>How many senders the channel has, this one included.</summary>
    public abstract int SenderCount { get; }

    /// <summary>Offers a value and returns at once.</summary>
    /// <param name="item">The value; on <see langword="false"/> it is still yours.</param>
    /// <param name="status"><see cref="WriteStatus.Full"/> may be <see cref="WriteStatus.Written"/> a moment later; <see cref="WriteStatus.Closed"/> never will.</param>
    public abstract bool TryWrite(T item, out WriteStatus status);

    /// <summary>Makes a further sender of this channel, with its own life.</summary>
    /// <returns>A sender that must be disposed as well before the channel closes by itself.</returns>
    public abstract Sender<T> Clone();

    /// <summary>Gives this sender up; the last one closes the channel. Later calls do nothing.</summary>
    /// <remarks>Writes of this sender that still wait for room go on, unless it was the last: then they end with <see cref="ChannelClosedException"/> and their values were not taken.</remarks>
    public abstract void Dispose();
}
