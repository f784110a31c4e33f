using Actors;

namespace FolderIndex;

/// <summary>All shards as one index: a term always goes to the same shard.</summary>
public sealed class TermIndex(IndexOptions options, IActorSystem system)
{
    private readonly IActorRef<IndexShard>[] _shards =
        [.. Enumerable.Range(1, options.Shards).Select(number => system.Get<IndexShard>(IndexShard.NameOf(number)))];

    /// <summary>Moves what was counted to the shards; waits while they have too much to do.</summary>
    public async ValueTask MergeAsync(TermCounts counts, CancellationToken cancellationToken)
    {
        List<TermCount>[] parts = counts.TakeParts(_shards.Length);
        for (int shard = 0; shard < parts.Length; shard++)
        {
            if (parts[shard].Count != 0) await _shards[shard].TellAsync(new MergeCounts(parts[shard]), cancellationToken);
        }
    }

    public async ValueTask<TermTotals> GetTotalsAsync(int top)
    {
        TermTotals[] totals = await Task.WhenAll(_shards.Select(shard => shard.AskAsync(new GetTermTotals(top)).AsTask()));
        return new TermTotals(
            totals.Sum(shard => shard.Terms),
            totals.Sum(shard => shard.Distinct),
            [.. totals.SelectMany(shard => shard.Top).Order(TermCount.MostFirst).Take(top)]);
    }
}
