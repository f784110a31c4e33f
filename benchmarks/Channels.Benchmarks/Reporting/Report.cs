using Channels.Benchmarks.Measuring;

namespace Channels.Benchmarks.Reporting;

/// <summary>All that was measured, and under which conditions.</summary>
internal sealed record Report(IReadOnlyList<Result> Results, int Rounds, string Machine, string LoadBefore, string LoadAfter)
{
    public string Conditions => $"{Machine}; load {LoadBefore} before and {LoadAfter} after; medians of {Rounds} rounds.";

    public string Verdict
    {
        get
        {
            int met = Results.Count(result => result.IsMet);
            int ahead = Results.Count(result => result.Ratio > 1);
            return $"Ahead in {ahead} of {Results.Count} shapes; {met} of {Results.Count} reach their goal.";
        }
    }
}
