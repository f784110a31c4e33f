using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Channels.Waiting;

namespace Channels;

public abstract partial class Sender<T>
{
    /// <summary>Writes a value, waits for room if there is none, and says how it ended instead of throwing.</summary>
    /// <param name="item">The value; still yours unless it was <see cref="WriteStatus.Written"/>.</param>
    /// <param name="cancellationToken">Ends the wait; a value whose wait was cancelled was not written.</param>
    /// <returns><see cref="WriteStatus.Written"/> or <see cref="WriteStatus.Closed"/>.</returns>
    public ValueTask<WriteStatus> TryWriteAsync(T item, CancellationToken cancellationToken = default)
    {
        ValueTask write = Side.WriteAsync(item, cancellationToken);
        if (!write.IsCompletedSuccessfully) return StatusAsync(write);
        write.GetAwaiter().GetResult();
        return new ValueTask<WriteStatus>(WriteStatus.Written);
    }

    /// <summary>Writes a value and waits for room no longer than <paramref name="timeout"/>.</summary>
    /// <param name="item">The value; still yours unless it was <see cref="WriteStatus.Written"/>.</param>
    /// <param name="timeout">Zero or more; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="timeProvider">The clock; the system's if <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the wait; a value whose wait was cancelled was not written.</param>
    /// <returns><see cref="WriteStatus.Full"/> if the time was up: the value was not written.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative, or longer than 49 days.</exception>
    public ValueTask<WriteStatus> TryWriteAsync(T item, TimeSpan timeout, TimeProvider? timeProvider = null, CancellationToken cancellationToken = default)
    {
        TimeLimit.ThrowIfInvalid(timeout);
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<WriteStatus>(cancellationToken);
        WriteStatus status = Side.TryWrite(item);
        return status != WriteStatus.Full ? new ValueTask<WriteStatus>(status) : WithinAsync(item, timeout, timeProvider, cancellationToken);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<WriteStatus> StatusAsync(ValueTask write)
    {
        try
        {
            await write.ConfigureAwait(false);
            return WriteStatus.Written;
        }
        catch (ChannelClosedException)
        {
            return WriteStatus.Closed;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<WriteStatus> WithinAsync(T item, TimeSpan timeout, TimeProvider? timeProvider, CancellationToken cancellationToken)
    {
        using TimeLimit limit = new(timeout, timeProvider, cancellationToken);
        try
        {
            await _side.WriteAsync(item, limit.Token).ConfigureAwait(false);
            return WriteStatus.Written;
        }
        catch (ChannelClosedException)
        {
            return WriteStatus.Closed;
        }
        catch (OperationCanceledException cancelled) when (cancelled.CancellationToken == limit.Token)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return WriteStatus.Full;
        }
    }
}
