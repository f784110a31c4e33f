using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Channels;

/// <summary>The receiving end of a <see cref="Oneshot"/>: awaited, it gives the value.</summary>
/// <remarks>
/// One reader at a time: a second wait while one is pending throws <see cref="InvalidOperationException"/>. A wait that is
/// cancelled leaves the value in the channel. The value is given once; later reads find the channel closed. The
/// semantics of tokio's <c>oneshot::Receiver</c>.
/// </remarks>
public sealed class OneshotReceiver<T> : ChannelReader<T>, IDisposable
{
    private readonly OneshotChannel<T> _channel;

    internal OneshotReceiver(OneshotChannel<T> channel) => _channel = channel;

    /// <summary>Whether nothing more can be written; a value that was written may still be there to read.</summary>
    public bool IsClosed => _channel.IsClosed;

    /// <inheritdoc/>
    public override bool CanCount => true;

    /// <summary>1 while the value waits to be read, else 0.</summary>
    public override int Count => _channel.Count;

    /// <inheritdoc/>
    public override bool CanPeek => true;

    /// <summary>Ends when the value was read, or the channel was closed without one.</summary>
    public override Task Completion => _channel.Completion;

    /// <summary>Awaits the value; <c>await receiver</c> is <c>await receiver.ReadAsync()</c>.</summary>
    [SuppressMessage("Reliability", "CA2012", Justification = "The awaiter is what an await of this receiver consumes, once.")]
    public ValueTaskAwaiter<T> GetAwaiter() => ReadAsync().GetAwaiter();

    /// <summary>Takes the value if it is there.</summary>
    public override bool TryRead([MaybeNullWhen(false)] out T item) => _channel.TryRead(out item);

    /// <summary>Takes the value if it is there, and tells whether one may still come.</summary>
    public bool TryRead([MaybeNullWhen(false)] out T item, out ReadStatus status)
    {
        status = _channel.TryRead(out item) ? ReadStatus.Read : _channel.StatusOfEmpty();
        return status == ReadStatus.Read;
    }

    /// <inheritdoc/>
    public override bool TryPeek([MaybeNullWhen(false)] out T item) => _channel.TryPeek(out item);

    /// <summary>Waits for the value.</summary>
    /// <exception cref="ChannelClosedException">The sender gave up, or the value was read before.</exception>
    public override ValueTask<T> ReadAsync(CancellationToken cancellationToken = default) => _channel.ReadAsync(cancellationToken);

    /// <summary>Waits until there is a value, and leaves it; <see langword="false"/> if there will be none.</summary>
    public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default) => _channel.WaitToReadAsync(cancellationToken);

    /// <summary>Refuses a value that was not written yet; one that was written can still be read.</summary>
    /// <returns><see langword="true"/> for the call that closed it.</returns>
    public bool Close() => _channel.TryComplete(null);

    /// <summary>Closes the channel and drops a value that was not read.</summary>
    public void Dispose()
    {
        _channel.TryComplete(null);
        _channel.TryRead(out _);
    }
}
