using System.Runtime.CompilerServices;

namespace Channels.Streams;

public static partial class StreamExtensions
{
    /// <summary>The items without those that are equal to the one before: of a run of equal items the first.</summary>
    /// <param name="source">The items.</param>
    /// <param name="comparer">Says what is equal; the default of the type if <see langword="null"/>. If it throws, the enumeration ends with that.</param>
    /// <returns>Ends as the source does. It remembers one item, where LINQ's <c>Distinct</c> remembers all.</returns>
    /// <remarks>Nothing is asked ahead, so an early end drops nothing but repetitions. The semantics of Rust's <c>dedup</c>. For a channel: <c>reader.ReadAllAsync().Dedup()</c>.</remarks>
    public static IAsyncEnumerable<T> Dedup<T>(this IAsyncEnumerable<T> source, IEqualityComparer<T>? comparer = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        return DedupAsync(source, comparer ?? EqualityComparer<T>.Default);
    }

    private static async IAsyncEnumerable<T> DedupAsync<T>(
        IAsyncEnumerable<T> source, IEqualityComparer<T> comparer, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        IAsyncEnumerator<T> items = source.GetAsyncEnumerator(cancellationToken);
        await using ConfiguredAsyncDisposable disposing = items.ConfigureAwait(false);
        if (!await items.MoveNextAsync().ConfigureAwait(false)) yield break;
        T last = items.Current;
        yield return last;
        while (await items.MoveNextAsync().ConfigureAwait(false))
        {
            T item = items.Current;
            if (!comparer.Equals(item, last))
            {
                last = item;
                yield return item;
            }

            // Before the next is asked for, so that none is under way; a run of equal items must not outlast the token.
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
