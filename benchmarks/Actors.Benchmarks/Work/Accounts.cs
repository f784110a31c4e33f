namespace Benchmarks.Work;

/// <summary>The bank's accounts. Each balance is touched by its own actor only, and read when all are done.</summary>
internal sealed class Accounts
{
    private const int Count = 1_000;
    private const long Opening = 1_000_000;

    private readonly long[] _balances = [.. Enumerable.Repeat(Opening, Count)];

    public static int Number => Count;

    /// <summary>The next transfer: always from a lower account to a higher one, so that no two wait for each other.</summary>
    public static (int From, int To) Next(ref SavinaRandom random)
    {
        int from = random.Next(Count * 8 / 10);
        return (from, from + 1 + random.Next(Count - from - 1));
    }

    public void Change(int account, long amount) => _balances[account] += amount;

    /// <summary>Nothing was made and nothing was lost.</summary>
    public void ThrowIfChanged()
    {
        if (_balances.Sum() != Count * Opening) throw new InvalidOperationException($"The accounts hold {_balances.Sum()} together; they began with {Count * Opening}.");
    }
}
