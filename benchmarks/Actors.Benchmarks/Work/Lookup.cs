namespace Benchmarks.Work;

/// <summary>The dictionary that one actor keeps for many, filled once for all contestants.</summary>
internal static class Lookup
{
    public const int Entries = 524_287;
    private const int WritePercent = 10;

    private static readonly Lazy<Dictionary<int, int>> Full = new(() => Enumerable.Range(0, Entries).ToDictionary(key => key));

    public static Dictionary<int, int> Dictionary => Full.Value;

    /// <summary>Whether the next request is a write.</summary>
    public static bool IsWrite(ref SavinaRandom random) => random.Next(100) < WritePercent;

    public static int Key(ref SavinaRandom random) => random.Next(Entries);
}
