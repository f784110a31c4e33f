using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Channels.Waiting;

namespace Channels.Streams;

public static partial class StreamExtensions
{
    /// <summary>Gathers items into arrays: one is given when it is full, or when its time is over, whichever comes first.</summary>
    /// <param name="source">The items.</param>
    /// <param name="size">The most items of an array; 1 or more.</param>
    /// <param name="timeout">How long an array is kept open, from its first item on; zero gives what is there. No array is ever empty.</param>
    /// <param name="timeProvider">The clock; the system's if <see langword="null"/>.</param>
    /// <returns>The arrays. What was gathered when the source ends, fails or the token is cancelled is the last of them, and the error or the cancellation comes after it.</returns>
    /// <remarks>The semantics of tokio's <c>chunks_timeout</c>. Without a time, take LINQ's <c>Chunk</c>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is below 1; or <paramref name="timeout"/> is negative, or longer than 49 days.</exception>
    public static IAsyncEnumerable<T[]> ChunkWithTimeout<T>(this IAsyncEnumerable<T> source, int size, TimeSpan timeout, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        return ChunkWithTimeout(Source<T>.Each([source]), size, timeout, timeProvider);
    }

    /// <inheritdoc cref="ChunkWithTimeout{T}(IAsyncEnumerable{T}, int, TimeSpan, TimeProvider?)"/>
    public static IAsyncEnumerable<T[]> ChunkWithTimeout<T>(this ChannelReader<T> source, int size, TimeSpan timeout, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        return ChunkWithTimeout(Source<T>.Each([source]), size, timeout, timeProvider);
    }

    private static IAsyncEnumerable<T[]> ChunkWithTimeout<T>(IEnumerable<Source<T>> source, int size, TimeSpan timeout, TimeProvider? timeProvider)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        TimeLimit.ThrowIfInvalid(timeout);
        return ChunkWithTimeoutAsync(source, size, timeout, timeProvider ?? TimeProvider.System);
    }

    private static async IAsyncEnumerable<T[]> ChunkWithTimeoutAsync<T>(
        IEnumerable<Source<T>> source, int size, TimeSpan timeout, TimeProvider timeProvider, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Intake<T> intake = Intake<T>.Of(source, cancellationToken);
        await using ConfiguredAsyncDisposable disposing = intake.ConfigureAwait(false);
        using Deadline deadline = new(timeProvider, intake.Bell);
        List<T> chunk = [];
        while (true)
        {
            Arrival arrival = intake.Next(out T item);
            if (arrival == Arrival.Item)
            {
                if (chunk.Count == 0) deadline.Set(timeout);
                chunk.Add(item);
                // What is there already goes in, too: the time is only asked when there is a wait.
                if (chunk.Count < size) continue;
            }
            else if (arrival == Arrival.Nothing && !deadline.IsOver)
            {
                await intake.WaitAsync().ConfigureAwait(false);
                continue;
            }

            deadline.Clear();
            if (chunk.Count != 0)
            {
                T[] full = [.. chunk];
                chunk.Clear();
                yield return full;
            }

            if (arrival != Arrival.End) continue;
            intake.ThrowIfFailed();
            yield break;
        }
    }
}
