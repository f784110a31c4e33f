namespace FolderIndex;

/// <summary>How many terms there are, how many different ones, and the most frequent, the most first.</summary>
public sealed record TermTotals(long Terms, long Distinct, IReadOnlyList<TermCount> Top);
