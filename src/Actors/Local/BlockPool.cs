using System.Collections.Concurrent;

namespace Actors.Local;

/// <summary>Keeps the blocks of backlogs that were worked off for whoever falls behind next, a bounded number of each size.</summary>
internal static class BlockPool
{
    // Of each size, in places: 2 MB at most for all actors of the process together.
    private const long MostPlaces = 1 << 17;

    private static readonly Shelf Small = new();
    private static readonly Shelf Middle = new();
    private static readonly Shelf Upper = new();
    private static readonly Shelf Large = new();

    /// <summary>Gives an empty block that is small, or of a size that <see cref="EnvelopeBlock.SizeAfter"/> gave.</summary>
    public static EnvelopeBlock Rent(int size) => ShelfOf(size).TryTake() ?? new EnvelopeBlock(size);

    /// <summary>Takes a block back, emptied; one that finds no room is left to the collector.</summary>
    public static void Return(EnvelopeBlock block)
    {
        block.Next = null;
        ShelfOf(block.Size).Put(block);
    }

    private static Shelf ShelfOf(int size)
    {
        if (size == EnvelopeBlock.LargeSize) return Large;
        if (size <= EnvelopeBlock.SmallSize) return Small;
        return size == EnvelopeBlock.SizeAfter(EnvelopeBlock.SmallSize) ? Middle : Upper;
    }

    private sealed class Shelf
    {
        private readonly ConcurrentQueue<EnvelopeBlock> _blocks = new();

        public EnvelopeBlock? TryTake() => _blocks.TryDequeue(out EnvelopeBlock? block) ? block : null;

        public void Put(EnvelopeBlock block)
        {
            // Two that come at once may keep one too many.
            if (_blocks.Count * (long)block.Size < MostPlaces) _blocks.Enqueue(block);
        }
    }
}
