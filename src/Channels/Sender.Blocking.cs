using System.Threading.Channels;
using Channels.Waiting;

namespace Channels;

public abstract partial class Sender<T>
{
    /// <summary>Writes a value and blocks the thread while there is no room: for plain threads only.</summary>
    /// <param name="item">The value; still yours if this throws.</param>
    /// <param name="cancellationToken">Ends the wait; a value whose wait was cancelled was not written.</param>
    /// <exception cref="InvalidOperationException">The thread belongs to the pool, or runs the work of a synchronization context: blocking it could keep whoever makes room from running. Thrown whether or not there is room. Await <see cref="WriteAsync"/> there.</exception>
    /// <exception cref="ChannelClosedException">The channel is closed, or was while this waited.</exception>
    /// <remarks>The semantics of tokio's <c>blocking_send</c>. The thread sleeps; it does not spin.</remarks>
    public void Write(T item, CancellationToken cancellationToken = default)
    {
        Blocking.ThrowIfForbidden(nameof(Write), nameof(WriteAsync));
        Blocking.Wait(WriteAsync(item, cancellationToken));
    }

    /// <summary>Writes a value and blocks the thread while there is no room, no longer than <paramref name="timeout"/>: for plain threads only.</summary>
    /// <inheritdoc cref="TryWriteAsync(T, TimeSpan, TimeProvider?, CancellationToken)"/>
    /// <exception cref="InvalidOperationException">The thread belongs to the pool, or runs the work of a synchronization context, as in <see cref="Write"/>.</exception>
    public WriteStatus TryWrite(T item, TimeSpan timeout, TimeProvider? timeProvider = null, CancellationToken cancellationToken = default)
    {
        Blocking.ThrowIfForbidden("TryWrite with a timeout", nameof(TryWriteAsync));
        return Blocking.Wait(TryWriteAsync(item, timeout, timeProvider, cancellationToken));
    }
}
