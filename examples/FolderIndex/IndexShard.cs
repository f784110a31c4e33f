using System.Runtime.InteropServices;
using Actors;

namespace FolderIndex;

/// <summary>Holds the counts of its share of all terms.</summary>
public sealed class IndexShard : Actor, IHandle<MergeCounts>, IHandle<GetTermTotals, TermTotals>
{
    private readonly Dictionary<byte[], long> _counts = new(TermComparer.Instance);
    private long _terms;

    public static string NameOf(int number) => $"shard-{number}";

    public ValueTask HandleAsync(MergeCounts message, CancellationToken cancellationToken)
    {
        foreach (var (term, count) in message.Counts)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_counts, term, out _) += count;
            _terms += count;
        }

        return default;
    }

    public ValueTask<TermTotals> HandleAsync(GetTermTotals request, CancellationToken cancellationToken)
    {
        // Its head is the last on the list, and goes when a better one comes.
        PriorityQueue<TermCount, TermCount> top = new(Comparer<TermCount>.Create((one, other) => TermCount.MostFirst.Compare(other, one)));
        foreach (var (term, count) in _counts)
        {
            TermCount candidate = new(term, count);
            if (top.Count < request.Top) top.Enqueue(candidate, candidate);
            else top.EnqueueDequeue(candidate, candidate);
        }

        return new(new TermTotals(_terms, _counts.Count, [.. top.UnorderedItems.Select(item => item.Element).Order(TermCount.MostFirst)]));
    }
}
