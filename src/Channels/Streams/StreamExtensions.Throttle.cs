using System.Runtime.CompilerServices;

namespace Channels.Streams;

public static partial class StreamExtensions
{
    /// <summary>The items, no two of them closer than <paramref name="period"/>: the source is not asked before.</summary>
    /// <param name="source">The items. While it is not asked it waits, as every sequence does; none is skipped.</param>
    /// <param name="period">The least time from one item to the next; more than zero. Time that whoever enumerates takes counts.</param>
    /// <param name="timeProvider">The clock; the system's if <see langword="null"/>.</param>
    /// <returns>The first item comes at once. The end, too, is found when the source is asked again.</returns>
    /// <remarks>While it waits no item is under way, so a cancelled wait loses none. The semantics of tokio's <c>throttle</c>. For a channel: <c>reader.ReadAllAsync().Throttle(period)</c>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is zero or negative, or longer than 49 days.</exception>
    public static IAsyncEnumerable<T> Throttle<T>(this IAsyncEnumerable<T> source, TimeSpan period, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ThrowIfNoPeriod(period);
        return ThrottleAsync(source, period, timeProvider ?? TimeProvider.System);
    }

    private static async IAsyncEnumerable<T> ThrottleAsync<T>(
        IAsyncEnumerable<T> source, TimeSpan period, TimeProvider timeProvider, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        IAsyncEnumerator<T> items = source.GetAsyncEnumerator(cancellationToken);
        await using ConfiguredAsyncDisposable disposing = items.ConfigureAwait(false);
        while (await items.MoveNextAsync().ConfigureAwait(false))
        {
            long given = timeProvider.GetTimestamp();
            yield return items.Current;

            // A timer may fire a moment early, and counts whole milliseconds.
            for (TimeSpan left; (left = period - timeProvider.GetElapsedTime(given)) > TimeSpan.Zero;)
                await Task.Delay(left.TotalMilliseconds < 1 ? TimeSpan.FromMilliseconds(1) : left, timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }
}
