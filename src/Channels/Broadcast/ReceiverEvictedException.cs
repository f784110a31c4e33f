namespace Channels;

/// <summary>A receiver of a lossless broadcast was cut off because it did not read, see <see cref="BroadcastSender{T}.Evict"/>.</summary>
/// <remarks>Waits to read and <c>Completion</c> of that receiver throw it, reads have it as the cause of their <c>ChannelClosedException</c>. The other receivers never see it.</remarks>
/// <param name="unread">How many values it had not read.</param>
public sealed class ReceiverEvictedException(int unread)
    : InvalidOperationException($"This receiver was evicted from its broadcast: it had {unread:N0} values unread, and kept the writers waiting. Read more often, dispose receivers that do not read, or subscribe again to go on from now.")
{
    /// <summary>How many values the receiver had not read when it was evicted; it will not get them.</summary>
    public int Unread { get; } = unread;
}
