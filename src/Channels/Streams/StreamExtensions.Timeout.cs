using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Channels.Waiting;

namespace Channels.Streams;

public static partial class StreamExtensions
{
    /// <summary>The items, and between them, as data, that one was late.</summary>
    /// <param name="source">The items.</param>
    /// <param name="timeout">How long an item may take, counted from when it is asked for; zero or more.</param>
    /// <param name="timeProvider">The clock; the system's if <see langword="null"/>.</param>
    /// <returns><see cref="ReadStatus.Read"/> with an item, or once for each item <see cref="ReadStatus.Empty"/> if it is late: asked again, it is awaited without a limit.</returns>
    /// <remarks>
    /// A late item is not lost: the wait for it goes on. If whoever enumerates stops meanwhile, an item that a sequence is
    /// fetching is dropped; a channel keeps it. The semantics of tokio's <c>timeout</c>, except that the time in which
    /// nobody asked is not the source's.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative, or longer than 49 days.</exception>
    public static IAsyncEnumerable<ReadResult<T>> Timeout<T>(this IAsyncEnumerable<T> source, TimeSpan timeout, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Timeout(Source<T>.Each([source]), timeout, timeProvider);
    }

    /// <inheritdoc cref="Timeout{T}(IAsyncEnumerable{T}, TimeSpan, TimeProvider?)"/>
    public static IAsyncEnumerable<ReadResult<T>> Timeout<T>(this ChannelReader<T> source, TimeSpan timeout, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Timeout(Source<T>.Each([source]), timeout, timeProvider);
    }

    /// <summary>The items, and between them, as data, each period that passed without one.</summary>
    /// <param name="source">The items.</param>
    /// <param name="period">How long a wait lasts before it says so, counted from when it was begun; more than zero.</param>
    /// <param name="timeProvider">The clock; the system's if <see langword="null"/>.</param>
    /// <returns><see cref="ReadStatus.Read"/> with an item, or <see cref="ReadStatus.Empty"/> as often as a period passes: a heartbeat.</returns>
    /// <remarks>As with <c>Timeout</c> the wait for a late item goes on. The semantics of tokio's <c>timeout_repeating</c>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is zero or negative, or longer than 49 days.</exception>
    public static IAsyncEnumerable<ReadResult<T>> TimeoutRepeating<T>(this IAsyncEnumerable<T> source, TimeSpan period, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        return TimeoutRepeating(Source<T>.Each([source]), period, timeProvider);
    }

    /// <inheritdoc cref="TimeoutRepeating{T}(IAsyncEnumerable{T}, TimeSpan, TimeProvider?)"/>
    public static IAsyncEnumerable<ReadResult<T>> TimeoutRepeating<T>(this ChannelReader<T> source, TimeSpan period, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        return TimeoutRepeating(Source<T>.Each([source]), period, timeProvider);
    }

    private static IAsyncEnumerable<ReadResult<T>> Timeout<T>(IEnumerable<Source<T>> source, TimeSpan timeout, TimeProvider? timeProvider)
    {
        TimeLimit.ThrowIfInvalid(timeout);
        return TimeoutAsync(source, timeout, isRepeating: false, timeProvider ?? TimeProvider.System);
    }

    private static IAsyncEnumerable<ReadResult<T>> TimeoutRepeating<T>(IEnumerable<Source<T>> source, TimeSpan period, TimeProvider? timeProvider)
    {
        ThrowIfNoPeriod(period);
        return TimeoutAsync(source, period, isRepeating: true, timeProvider ?? TimeProvider.System);
    }

    private static void ThrowIfNoPeriod(TimeSpan period)
    {
        if (period <= TimeSpan.Zero || period.TotalMilliseconds > uint.MaxValue - 1)
            throw new ArgumentOutOfRangeException(nameof(period), period, "A period is longer than zero and at most 49 days.");
    }

    private static async IAsyncEnumerable<ReadResult<T>> TimeoutAsync<T>(
        IEnumerable<Source<T>> source, TimeSpan timeout, bool isRepeating, TimeProvider timeProvider, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Intake<T> intake = Intake<T>.Of(source, cancellationToken);
        await using ConfiguredAsyncDisposable disposing = intake.ConfigureAwait(false);
        using Deadline deadline = new(timeProvider, intake.Bell);
        bool isLate = false;
        while (true)
        {
            switch (intake.Next(out T item))
            {
                case Arrival.Item:
                    deadline.Clear();
                    isLate = false;
                    yield return new ReadResult<T>(ReadStatus.Read, item);
                    break;
                case Arrival.Nothing when deadline.IsOver:
                    deadline.Clear();
                    isLate = !isRepeating;
                    yield return new ReadResult<T>(ReadStatus.Empty, default);
                    break;
                case Arrival.Nothing:
                    // A limit of zero is over at once, which the next look finds.
                    if (!isLate && !deadline.IsSet) deadline.Set(timeout);
                    else await intake.WaitAsync().ConfigureAwait(false);
                    break;
                default:
                    intake.ThrowIfFailed();
                    yield break;
            }
        }
    }
}
