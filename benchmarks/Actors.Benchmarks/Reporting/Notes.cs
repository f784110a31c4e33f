namespace Benchmarks.Reporting;

/// <summary>Footnotes, numbered in the order in which they are first needed.</summary>
internal sealed class Notes(bool areWanted = true)
{
    private readonly List<string> _notes = [];

    /// <summary>For those who have no place for footnotes.</summary>
    public static Notes None { get; } = new(areWanted: false);

    public IReadOnlyList<string> All => _notes;

    /// <summary>The mark behind a figure; empty if there is nothing to say.</summary>
    public string MarkOf(string? note)
    {
        if (note is null || !areWanted) return "";
        if (!_notes.Contains(note)) _notes.Add(note);
        return $"<sup>{_notes.IndexOf(note) + 1}</sup>";
    }
}
