namespace FolderIndex;

/// <summary>What the user asked for.</summary>
public sealed record IndexOptions(string Folder)
{
    public int Top { get; init; } = 20;

    public int Readers { get; init; } = Math.Max(2, Environment.ProcessorCount);

    public int Shards { get; init; } = 2;

    /// <summary>Names of directories that are not walked, wherever they are.</summary>
    public IReadOnlyList<string> Excludes { get; init; } = [".git", "bin", "obj"];

    /// <summary>Lines instead of a live display.</summary>
    public bool IsPlain { get; init; }
}
