using System.Threading.Channels;
using Channels.Waiting;

namespace Channels;

public abstract partial class Receiver<T>
{
    /// <summary>Takes the next value and blocks the thread while there is none: for plain threads only.</summary>
    /// <param name="cancellationToken">Ends the wait; nothing was consumed then.</param>
    /// <exception cref="InvalidOperationException">The thread belongs to the pool, or runs the work of a synchronization context: blocking it could keep whoever writes from running. Thrown whether or not there is a value. Await <see cref="ReadAsync"/> there.</exception>
    /// <exception cref="ChannelClosedException">The channel is closed and there is nothing left.</exception>
    /// <remarks>The semantics of tokio's <c>blocking_recv</c>. The thread sleeps; it does not spin.</remarks>
    public T Read(CancellationToken cancellationToken = default)
    {
        Blocking.ThrowIfForbidden(nameof(Read), nameof(ReadAsync));
        return Blocking.Wait(ReadAsync(cancellationToken));
    }

    /// <summary>Takes the next value and blocks the thread while there is none, no longer than <paramref name="timeout"/>: for plain threads only.</summary>
    /// <inheritdoc cref="TryReadAsync(TimeSpan, TimeProvider?, CancellationToken)"/>
    /// <exception cref="InvalidOperationException">The thread belongs to the pool, or runs the work of a synchronization context, as in <see cref="Read"/>.</exception>
    public ReadResult<T> TryRead(TimeSpan timeout, TimeProvider? timeProvider = null, CancellationToken cancellationToken = default)
    {
        Blocking.ThrowIfForbidden("TryRead with a timeout", nameof(TryReadAsync));
        return Blocking.Wait(TryReadAsync(timeout, timeProvider, cancellationToken));
    }
}
