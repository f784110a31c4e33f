using System.Threading.Channels;

namespace Channels.Streams;

public static partial class StreamExtensions
{
    /// <summary>Deals the values of a channel out to several, each to the one that <paramref name="selector"/> names; no faster than there is room.</summary>
    /// <param name="source">Any channel; it stays its owner's.</param>
    /// <param name="selector">The place in <paramref name="targets"/> of the value's target; called once for each value.</param>
    /// <param name="targets">Any channels. While one is full the others wait, too: order is kept, and nothing is buffered in between.</param>
    /// <param name="undelivered">Gets a value that was taken from the source and has no place: its target is closed, the wait for room was cancelled, or the selector failed.</param>
    /// <param name="cancellationToken">Ends it; the targets stay open.</param>
    /// <returns>How many values found their target, once the source has ended, or all targets were found closed; what is then left in the source stays there. The targets end with it, with its error if it has one, which then is thrown as well.</returns>
    /// <exception cref="InvalidOperationException">The selector named a place that there is not. As with an exception of its own, the targets end with it.</exception>
    public static Task<long> SplitToAsync<T>(
        this ChannelReader<T> source, Func<T, int> selector, IReadOnlyList<ChannelWriter<T>> targets, Action<T> undelivered, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return SplitToAsync(new ChannelSource<T>(source), selector, targets, undelivered, cancellationToken);
    }

    /// <summary>Deals the items of a sequence out to several channels, each to the one that <paramref name="selector"/> names; no faster than there is room. The sequence is disposed in every case.</summary>
    /// <inheritdoc cref="SplitToAsync{T}(ChannelReader{T}, Func{T, int}, IReadOnlyList{ChannelWriter{T}}, Action{T}, CancellationToken)"/>
    public static Task<long> SplitToAsync<T>(
        this IAsyncEnumerable<T> source, Func<T, int> selector, IReadOnlyList<ChannelWriter<T>> targets, Action<T> undelivered, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return SplitToAsync(new SequenceSource<T>(source), selector, targets, undelivered, cancellationToken);
    }

    /// <summary>Deals the values of a channel out to two, by a question; no faster than there is room.</summary>
    /// <param name="source">Any channel; it stays its owner's.</param>
    /// <param name="predicate">The question; asked once for each value.</param>
    /// <param name="whenTrue">Where values go of which it holds.</param>
    /// <param name="whenFalse">Where the others go.</param>
    /// <param name="undelivered">Gets a value that was taken from the source and has no place: its target is closed, the wait for room was cancelled, or the predicate failed.</param>
    /// <param name="cancellationToken">Ends it; the targets stay open.</param>
    /// <inheritdoc cref="SplitToAsync{T}(ChannelReader{T}, Func{T, int}, IReadOnlyList{ChannelWriter{T}}, Action{T}, CancellationToken)"/>
    public static Task<long> SplitToAsync<T>(
        this ChannelReader<T> source, Func<T, bool> predicate, ChannelWriter<T> whenTrue, ChannelWriter<T> whenFalse, Action<T> undelivered, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return SplitToAsync(source, item => predicate(item) ? 0 : 1, [whenTrue, whenFalse], undelivered, cancellationToken);
    }

    /// <summary>Deals the items of a sequence out to two channels, by a question; no faster than there is room. The sequence is disposed in every case.</summary>
    /// <inheritdoc cref="SplitToAsync{T}(ChannelReader{T}, Func{T, bool}, ChannelWriter{T}, ChannelWriter{T}, Action{T}, CancellationToken)"/>
    public static Task<long> SplitToAsync<T>(
        this IAsyncEnumerable<T> source, Func<T, bool> predicate, ChannelWriter<T> whenTrue, ChannelWriter<T> whenFalse, Action<T> undelivered, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return SplitToAsync(source, item => predicate(item) ? 0 : 1, [whenTrue, whenFalse], undelivered, cancellationToken);
    }

    private static Task<long> SplitToAsync<T>(Source<T> source, Func<T, int> selector, IReadOnlyList<ChannelWriter<T>> targets, Action<T> undelivered, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(selector);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(undelivered);
        // A copy: the list is the caller's and may change.
        ChannelWriter<T>[] fixedTargets = [.. targets];
        if (fixedTargets.Length == 0) throw new ArgumentException("There is no target to split to. Give at least one.", nameof(targets));
        if (Array.IndexOf(fixedTargets, null) is >= 0 and int missing) throw new ArgumentException($"Target {missing} of {fixedTargets.Length} is null.", nameof(targets));
        return SplitAsync(source, selector, fixedTargets, undelivered, cancellationToken);
    }

    private static async Task<long> SplitAsync<T>(Source<T> source, Func<T, int> selector, ChannelWriter<T>[] targets, Action<T> undelivered, CancellationToken cancellationToken)
    {
        try
        {
            long delivered = await DealAsync(source, selector, targets, undelivered, cancellationToken).ConfigureAwait(false);
            foreach (ChannelWriter<T> target in targets) target.TryComplete();
            return delivered;
        }
        catch (Exception failure) when (!IsCancelled(failure, cancellationToken))
        {
            foreach (ChannelWriter<T> target in targets) target.TryComplete(failure);
            throw;
        }
    }

    private static async Task<long> DealAsync<T>(Source<T> source, Func<T, int> selector, ChannelWriter<T>[] targets, Action<T> undelivered, CancellationToken cancellationToken)
    {
        long delivered = 0;
        int distinct = targets.Distinct().Count();
        HashSet<ChannelWriter<T>> closed = [];
        try
        {
            while (closed.Count < distinct && await source.MoveAsync(cancellationToken).ConfigureAwait(false))
            {
                if (!source.TryTake(out T item)) continue;
                ChannelWriter<T> target = Choose(item, selector, targets, undelivered);
                if (await TryDealAsync(item, target, undelivered, cancellationToken).ConfigureAwait(false)) delivered++;
                else closed.Add(target);
            }
        }
        finally
        {
            await source.DisposeAsync().ConfigureAwait(false);
        }

        return delivered;
    }

    private static ChannelWriter<T> Choose<T>(T item, Func<T, int> selector, ChannelWriter<T>[] targets, Action<T> undelivered)
    {
        try
        {
            int place = selector(item);
            return (uint)place < (uint)targets.Length
                ? targets[place]
                : throw new InvalidOperationException($"The selector of the split named target {place}, but there are {targets.Length}, from 0 on.");
        }
        catch (Exception)
        {
            undelivered(item);
            throw;
        }
    }

    /// <summary>As <see cref="TryDeliverAsync"/>, except that a target which was closed with an error is closed and nothing worse: the others go on.</summary>
    private static async ValueTask<bool> TryDealAsync<T>(T item, ChannelWriter<T> target, Action<T> undelivered, CancellationToken cancellationToken)
    {
        if (target.TryWrite(item)) return true;
        try
        {
            await target.WriteAsync(item, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception failure)
        {
            undelivered(item);
            // A target that was closed with a cancellation throws one.
            if (failure is ChannelClosedException or OperationCanceledException && !cancellationToken.IsCancellationRequested) return false;
            throw;
        }
    }
}
