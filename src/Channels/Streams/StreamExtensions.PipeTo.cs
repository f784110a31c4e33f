using System.Threading.Channels;

namespace Channels.Streams;

public static partial class StreamExtensions
{
    /// <summary>Moves what comes out of a channel into another, until one of them ends; no faster than there is room.</summary>
    /// <param name="source">Any channel; it stays its owner's.</param>
    /// <param name="target">Any channel.</param>
    /// <param name="completesTarget">Whether the end of the source is the end of the target, with the error of the source if it has one. Turn it off if others write there, too.</param>
    /// <param name="undelivered">
    /// Gets the one value that was taken from the source and found no place: its room went to another writer, and then the
    /// target was closed or the token cancelled. <see langword="null"/> drops it. Cannot happen where the pipe is the
    /// target's only writer and nobody closes the target.
    /// </param>
    /// <param name="cancellationToken">Ends the move; both channels stay as they are, and can be used on.</param>
    /// <returns>
    /// How many values were moved, once the source is closed and drained or the target is closed; what is then left in the
    /// source stays there. Faults with the error that either of them was closed with.
    /// </returns>
    /// <remarks>Waits for room first and for a value then, so no value is in between; a closed target is noticed at the next value.</remarks>
    public static Task<long> PipeToAsync<T>(
        this ChannelReader<T> source, ChannelWriter<T> target, bool completesTarget = true, Action<T>? undelivered = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        return PipeToAsync(new ChannelSource<T>(source), target, completesTarget, undelivered, cancellationToken);
    }

    /// <summary>Writes the items of a sequence into a channel, until one of them ends; no faster than there is room. The sequence is disposed in every case.</summary>
    /// <inheritdoc cref="PipeToAsync{T}(ChannelReader{T}, ChannelWriter{T}, bool, Action{T}, CancellationToken)"/>
    public static Task<long> PipeToAsync<T>(
        this IAsyncEnumerable<T> source, ChannelWriter<T> target, bool completesTarget = true, Action<T>? undelivered = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        return PipeToAsync(new SequenceSource<T>(source), target, completesTarget, undelivered, cancellationToken);
    }

    private static async Task<long> PipeToAsync<T>(Source<T> source, ChannelWriter<T> target, bool completesTarget, Action<T>? undelivered, CancellationToken cancellationToken)
    {
        try
        {
            long moved = await MoveAsync(source, target, undelivered, cancellationToken).ConfigureAwait(false);
            if (completesTarget) target.TryComplete();
            return moved;
        }
        catch (Exception failure) when (!IsCancelled(failure, cancellationToken))
        {
            if (completesTarget) target.TryComplete(failure);
            throw;
        }
    }

    private static async Task<long> MoveAsync<T>(Source<T> source, ChannelWriter<T> target, Action<T>? undelivered, CancellationToken cancellationToken)
    {
        long moved = 0;
        try
        {
            while (await target.WaitToWriteAsync(cancellationToken).ConfigureAwait(false) && await source.MoveAsync(cancellationToken).ConfigureAwait(false))
            {
                if (!source.TryTake(out T item)) continue;
                if (!await TryDeliverAsync(item, target, undelivered, cancellationToken).ConfigureAwait(false)) break;
                moved++;
            }
        }
        finally
        {
            await source.DisposeAsync().ConfigureAwait(false);
        }

        return moved;
    }

    /// <summary>Writes an item that belongs to nobody any more; if that cannot be done it is <paramref name="undelivered"/>. False if the target is closed.</summary>
    private static async ValueTask<bool> TryDeliverAsync<T>(T item, ChannelWriter<T> target, Action<T>? undelivered, CancellationToken cancellationToken)
    {
        if (target.TryWrite(item)) return true;
        try
        {
            await target.WriteAsync(item, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ChannelClosedException closed)
        {
            undelivered?.Invoke(item);
            return closed.InnerException is null ? false : throw closed.InnerException;
        }
        catch (Exception)
        {
            undelivered?.Invoke(item);
            throw;
        }
    }

    private static bool IsCancelled(Exception failure, CancellationToken cancellationToken) =>
        failure is OperationCanceledException && cancellationToken.IsCancellationRequested;
}
