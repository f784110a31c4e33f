using System.Threading.Channels;

namespace Channels.Streams;

/// <summary>Where a combinator's items come from: asked to move, and then either to be taken from or at its end.</summary>
/// <remarks>Used by one task at a time. A sequence gives its item up when it moves, a channel only when it is taken.</remarks>
internal abstract class Source<T>
{
    /// <summary>Asks for an item; true if there may be one to take, false at the end.</summary>
    /// <param name="cancellationToken">The same at every call.</param>
    public abstract ValueTask<bool> MoveAsync(CancellationToken cancellationToken);

    /// <summary>Takes the item; false if somebody else was faster, and then it is to be asked again.</summary>
    public abstract bool TryTake(out T item);

    /// <summary>Gives it up; while it is not being asked.</summary>
    public abstract ValueTask DisposeAsync();

    /// <summary>A source for each enumeration.</summary>
    public static IEnumerable<Source<T>> Each(IEnumerable<IAsyncEnumerable<T>> sequences)
    {
        foreach (IAsyncEnumerable<T> sequence in sequences) yield return new SequenceSource<T>(sequence);
    }

    /// <inheritdoc cref="Each(IEnumerable{IAsyncEnumerable{T}})"/>
    public static IEnumerable<Source<T>> Each(IEnumerable<ChannelReader<T>> channels)
    {
        foreach (ChannelReader<T> channel in channels) yield return new ChannelSource<T>(channel);
    }
}
