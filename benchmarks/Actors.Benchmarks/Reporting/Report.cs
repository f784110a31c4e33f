using Benchmarks.Contestants;
using Benchmarks.Measuring;

namespace Benchmarks.Reporting;

/// <summary>All that was measured, and under which conditions.</summary>
internal sealed record Report(IReadOnlyList<Row> Rows, IReadOnlyList<Contestant> Contestants, int Rounds, string Machine, string LoadBefore, string LoadAfter)
{
    public string Conditions => $"{Machine}; load {LoadBefore} before and {LoadAfter} after; all in one process that shares the machine with others; medians of {Rounds} rounds.";

    public string Verdict
    {
        get
        {
            Row[] beside = [.. Rows.Where(row => row.OverPeers is not null)];
            Row[] aimed = [.. Rows.Where(row => row.Goal != Goal.None)];
            return $"Ahead of all frameworks in {beside.Count(row => row.IsAhead)} of {beside.Length} rows; {aimed.Count(row => row.IsMet)} of {aimed.Length} goals are reached.";
        }
    }
}
