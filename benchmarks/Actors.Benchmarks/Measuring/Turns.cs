namespace Benchmarks.Measuring;

/// <summary>The order in which contestants run: in turn, so that what disturbs the machine disturbs all of them, and another one first in each round, so that nobody always follows the same one.</summary>
internal static class Turns
{
    public static IEnumerable<int> Of(int rounds, int contestants) =>
        from round in Enumerable.Range(0, rounds)
        from turn in Enumerable.Range(0, contestants)
        select (turn + round) % contestants;
}
