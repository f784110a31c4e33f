using System.Runtime.CompilerServices;

namespace Channels;

public abstract partial class Sender<T>
{
    /// <summary>Writes as many values as there is room for, from the first on, and returns at once.</summary>
    /// <returns>How many were written; the others are still yours. 0 also if the channel is closed: ask <see cref="IsClosed"/>.</returns>
    /// <remarks>The values of one call lie side by side only if nobody else writes.</remarks>
    public int TryWriteMany(ReadOnlySpan<T> items) => Side.TryWriteMany(items);

    /// <summary>Writes values from the first on, and waits for room when there is none.</summary>
    /// <param name="items">The values; those that were not counted are still yours.</param>
    /// <param name="cancellationToken">Ends the wait: what was written by then stays written, and is counted.</param>
    /// <returns>How many were written: all of them, or fewer if the channel closed or the token was cancelled meanwhile. It does not throw for either.</returns>
    public ValueTask<int> WriteManyAsync(ReadOnlyMemory<T> items, CancellationToken cancellationToken = default)
    {
        int written = Side.TryWriteMany(items.Span);
        return written == items.Length ? new ValueTask<int>(written) : RestAsync(items, written, cancellationToken);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> RestAsync(ReadOnlyMemory<T> items, int written, CancellationToken cancellationToken)
    {
        while (written < items.Length)
        {
            try
            {
                // One waits in line like any other writer; what else fits then goes along.
                if (await TryWriteAsync(items.Span[written], cancellationToken).ConfigureAwait(false) == WriteStatus.Closed) break;
                written++;
            }
            catch (OperationCanceledException)
            {
                break;
            }

            written += _side.TryWriteMany(items.Span[written..]);
        }

        return written;
    }
}
