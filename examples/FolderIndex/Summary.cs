using Actors;

namespace FolderIndex;

/// <summary>What a run found, and how its actors fared.</summary>
public sealed record Summary
{
    public required string Folder { get; init; }

    /// <summary>Whether every file was read to its end, or skipped.</summary>
    public required bool IsWhole { get; init; }

    public required TimeSpan Elapsed { get; init; }

    public required FileTotals Files { get; init; }

    public required TermTotals Terms { get; init; }

    /// <summary>What became of every message.</summary>
    public required SystemAccount Account { get; init; }

    /// <summary>The accounts of the actors whose mailboxes are bounded.</summary>
    public IEnumerable<ActorAccount> Bounded => Account.Actors.Where(actor => actor.Capacity is not null);
}
