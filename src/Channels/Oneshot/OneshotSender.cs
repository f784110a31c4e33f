using System.Threading.Channels;

namespace Channels;

/// <summary>The sending end of a <see cref="Oneshot"/>: good for one value, which is never refused for want of room.</summary>
/// <remarks>Safe from any thread; of several writes the first counts. The semantics of tokio's <c>oneshot::Sender</c>.</remarks>
public sealed class OneshotSender<T> : ChannelWriter<T>, IDisposable
{
    private readonly OneshotChannel<T> _channel;

    internal OneshotSender(OneshotChannel<T> channel) => _channel = channel;

    /// <summary>Whether a value would be refused: one was written, or one of the sides closed the channel. Worth asking before an expensive computation.</summary>
    public bool IsClosed => _channel.IsClosed;

    /// <summary>Ends when a value would be refused, and never faults: await it beside an expensive computation, to stop when the receiver is gone. The same task each time.</summary>
    /// <remarks>The semantics of tokio's <c>closed</c>; a value that was written ends it, too.</remarks>
    public Task Closed => _channel.WhenClosed;

    /// <summary>How many receivers there are: 1, or 0 once it is disposed.</summary>
    public int ReceiverCount => _channel.ReceiverCount;

    /// <summary>Whether both are ends of the same channel.</summary>
    public bool IsSameChannel(Receiver<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return ReferenceEquals(_channel, other.Identity);
    }

    /// <summary>Sends the value and closes the channel.</summary>
    /// <returns><see langword="false"/> if a value was written before, or the receiver is gone; then the value is still yours.</returns>
    public override bool TryWrite(T item) => _channel.TryWrite(item);

    /// <summary>Sends the value, as <see cref="TryWrite"/>; never waits.</summary>
    /// <exception cref="ChannelClosedException">A value was written before, or the receiver is gone.</exception>
    public override ValueTask WriteAsync(T item, CancellationToken cancellationToken = default) => _channel.WriteAsync(item, cancellationToken);

    /// <summary>Whether a value can be written; never waits.</summary>
    public override ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken = default) => _channel.WaitToWriteAsync(cancellationToken);

    /// <summary>Closes the channel without a value.</summary>
    /// <param name="error">What the receiver's read throws, wrapped in a <see cref="ChannelClosedException"/> as its inner exception.</param>
    /// <returns><see langword="false"/> if it was closed before, for example by a value.</returns>
    public override bool TryComplete(Exception? error = null) => _channel.TryComplete(error);

    /// <summary>Gives up: a receiver that still waits gets a <see cref="ChannelClosedException"/> at once. After a write it does nothing.</summary>
    public void Dispose() => _channel.RemoveSender();
}
