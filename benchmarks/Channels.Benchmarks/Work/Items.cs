namespace Channels.Benchmarks.Work;

/// <summary>What is sent: made from a number and read back, so that nothing can get lost unseen.</summary>
internal interface IItems<T>
{
    static abstract string Name { get; }

    static abstract T From(long number);

    static abstract long NumberOf(in T item);
}

internal readonly struct Longs : IItems<long>
{
    public static string Name => "8B";

    public static long From(long number) => number;

    public static long NumberOf(in long item) => item;
}

internal readonly struct Wides : IItems<Wide>
{
    public static string Name => "64B";

    public static Wide From(long number) => new(number, number, number, number, number, number, number, number);

    // First and last: an item that was torn in between is found.
    public static long NumberOf(in Wide item) => item.First == item.Last ? item.Last : throw new InvalidOperationException($"An item was torn: it begins with {item.First} and ends with {item.Last}.");
}

/// <summary>An item of 64 bytes.</summary>
internal readonly record struct Wide(long First, long B, long C, long D, long E, long F, long G, long Last);
