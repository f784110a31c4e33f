using System.Runtime.CompilerServices;

namespace Actors.Local;

/// <summary>A piece of a backlog: places for messages, and the piece after it. Filled by senders, later emptied by the actor, and then filled again.</summary>
/// <remarks>The first of a backlog is small, and each that follows larger, so what a backlog takes is never copied, and a long one costs as little per message as a short one.</remarks>
internal sealed class EnvelopeBlock(int size)
{
    /// <summary>What an idle actor keeps.</summary>
    public const int SmallSize = 8;

    /// <summary>48 KB: larger arrays leave the small-object heap (85 KB), where each costs a collection of its own.</summary>
    public const int LargeSize = 2048;

    private const int Growths = 3;

    private readonly EnvelopePlace[] _places = new EnvelopePlace[size];

    public EnvelopeBlock? Next { get; set; }

    public int Size => _places.Length;

    /// <summary>The size of the block that follows one of <paramref name="size"/>.</summary>
    public static int SizeAfter(int size) => Math.Min(size << Growths, LargeSize);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref EnvelopePlace At(int place) => ref _places[place];

    /// <summary>Looks for what a message carries among <paramref name="count"/> of them, and counts those before it.</summary>
    public bool TryFind(object carried, int from, int count, int sight, ref int before)
    {
        for (int place = from; place < from + count && before < sight; place++)
        {
            if (ReferenceEquals(_places[place].Carried, carried)) return true;
            before++;
        }

        return false;
    }
}
