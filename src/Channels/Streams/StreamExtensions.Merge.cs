using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Channels.Streams;

/// <summary>Combinators over asynchronous sequences and channels that <c>System.Linq.AsyncEnumerable</c> does not have.</summary>
/// <remarks>
/// What holds for all of them. Nothing happens before the result is enumerated or the task begun. A source that is a
/// sequence is disposed in every case: at its end, after an error, and when whoever enumerates stops early; a source that
/// is a channel stays its owner's, and what was not handed on stays in it. At most one item of a source is under way.
/// Cancelling the token of the enumeration ends a wait at once, as soon as the sources heed theirs.
/// </remarks>
public static partial class StreamExtensions
{
    /// <summary>The items of several sequences as they come; those that always have items take turns.</summary>
    /// <param name="first">One of the sequences.</param>
    /// <param name="others">The others. Each is asked from a task of its own time: none waits for another.</param>
    /// <returns>Ends when all have ended. The error of one ends it at once and cancels the others.</returns>
    /// <remarks>
    /// Each sequence is asked ahead for one item. When it ends early, by an error, a cancelled token or a
    /// <see langword="break"/>, the items that the other sequences were fetching are dropped; merge channels instead if
    /// that must not be. The semantics of tokio's and postage's <c>merge</c>, for any number.
    /// </remarks>
    public static IAsyncEnumerable<T> Merge<T>(this IAsyncEnumerable<T> first, params IAsyncEnumerable<T>[] others)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(others);
        return MergeAsync(Source<T>.Each([first, .. others]));
    }

    /// <inheritdoc cref="Merge{T}(IAsyncEnumerable{T}, IAsyncEnumerable{T}[])"/>
    public static IAsyncEnumerable<T> Merge<T>(this IEnumerable<IAsyncEnumerable<T>> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        return MergeAsync(Source<T>.Each(sources));
    }

    /// <summary>The values of several channels as they come; those that always have values take turns.</summary>
    /// <param name="first">One of the channels.</param>
    /// <param name="others">The others.</param>
    /// <returns>Ends when all channels are closed and drained. The error that one was closed with ends it at once.</returns>
    /// <remarks>A value is taken from its channel when it is given and not before, so nothing is lost however it ends. Other readers may read the same channels.</remarks>
    public static IAsyncEnumerable<T> Merge<T>(this ChannelReader<T> first, params ChannelReader<T>[] others)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(others);
        return MergeAsync(Source<T>.Each([first, .. others]));
    }

    /// <inheritdoc cref="Merge{T}(ChannelReader{T}, ChannelReader{T}[])"/>
    public static IAsyncEnumerable<T> Merge<T>(this IEnumerable<ChannelReader<T>> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        return MergeAsync(Source<T>.Each(sources));
    }

    private static async IAsyncEnumerable<T> MergeAsync<T>(IEnumerable<Source<T>> sources, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Intake<T> intake = Intake<T>.Of(sources, cancellationToken);
        await using ConfiguredAsyncDisposable disposing = intake.ConfigureAwait(false);
        while (true)
        {
            switch (intake.Next(out T item))
            {
                case Arrival.Item:
                    yield return item;
                    break;
                case Arrival.Nothing:
                    await intake.WaitAsync().ConfigureAwait(false);
                    break;
                default:
                    intake.ThrowIfFailed();
                    yield break;
            }
        }
    }
}
