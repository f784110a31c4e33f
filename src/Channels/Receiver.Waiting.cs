using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Channels.Waiting;

namespace Channels;

public abstract partial class Receiver<T>
{
    /// <summary>Waits for a value and says how it ended: the end of the channel is a status, not an exception.</summary>
    /// <param name="cancellationToken">Ends the wait; nothing was consumed then.</param>
    /// <returns>The value, or <see cref="ReadStatus.Closed"/>.</returns>
    public ValueTask<ReadResult<T>> TryReadAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<ReadResult<T>>(cancellationToken);
        ReadStatus status = Side.TryRead(out T? item);
        return status != ReadStatus.Empty ? new ValueTask<ReadResult<T>>(new ReadResult<T>(status, item)) : ResultAsync(cancellationToken);
    }

    /// <summary>Waits for a value no longer than <paramref name="timeout"/>.</summary>
    /// <param name="timeout">Zero or more; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="timeProvider">The clock; the system's if <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the wait; nothing was consumed then.</param>
    /// <returns>The value; or <see cref="ReadStatus.Empty"/> if the time was up, with nothing consumed; or <see cref="ReadStatus.Closed"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative, or longer than 49 days.</exception>
    public ValueTask<ReadResult<T>> TryReadAsync(TimeSpan timeout, TimeProvider? timeProvider = null, CancellationToken cancellationToken = default)
    {
        TimeLimit.ThrowIfInvalid(timeout);
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<ReadResult<T>>(cancellationToken);
        ReadStatus status = Side.TryRead(out T? item);
        return status != ReadStatus.Empty
            ? new ValueTask<ReadResult<T>>(new ReadResult<T>(status, item))
            : WithinAsync(timeout, timeProvider, cancellationToken);
    }

    private async IAsyncEnumerable<T> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!TryRead(out T? item))
            {
                try
                {
                    // Not WaitToReadAsync: of several that loop here, that would wake all for one value.
                    item = await ReadAsync(cancellationToken).ConfigureAwait(false);
                }
                catch (ChannelClosedException)
                {
                    break;
                }
            }

            yield return item;
        }

        if (_side.Error is { } error) throw error;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ReadResult<T>> ResultAsync(CancellationToken cancellationToken)
    {
        try
        {
            return new ReadResult<T>(ReadStatus.Read, await _side.ReadAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (ChannelClosedException)
        {
            return new ReadResult<T>(ReadStatus.Closed, default);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ReadResult<T>> WithinAsync(TimeSpan timeout, TimeProvider? timeProvider, CancellationToken cancellationToken)
    {
        using TimeLimit limit = new(timeout, timeProvider, cancellationToken);
        try
        {
            return await ResultAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException cancelled) when (cancelled.CancellationToken == limit.Token)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new ReadResult<T>(ReadStatus.Empty, default);
        }
    }
}
