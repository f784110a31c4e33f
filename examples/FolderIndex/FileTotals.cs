namespace FolderIndex;

/// <summary>What became of the files so far. Bytes and lines are those of text files.</summary>
public sealed record FileTotals(
    long Text, long CutShort, long Binary, long Unreadable, long UnreadableFolders, long Bytes, long Lines, IReadOnlyList<ExtensionTotals> Extensions)
{
    public static FileTotals None { get; } = new(0, 0, 0, 0, 0, 0, 0, []);

    public long Files => Text + Binary + Unreadable;
}

/// <summary>One line of the table; files without an extension are those of the empty one.</summary>
public sealed record ExtensionTotals(string Extension, long Files, long Bytes, long Lines);
