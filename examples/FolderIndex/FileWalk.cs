using System.IO.Enumeration;

namespace FolderIndex;

/// <summary>The files under a folder, one after the other, without following links; what <c>find -type f</c> finds.</summary>
/// <remarks>.NET does not tell a pipe, a socket or a device from an empty file; they are counted as that.</remarks>
public sealed class FileWalk(string folder, IReadOnlyList<string> excludes) : FileSystemEnumerator<ReadFile>(folder, Options)
{
    private static readonly EnumerationOptions Options = new() { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <summary>Folders whose files, or some of them, could not be listed.</summary>
    public int UnreadableFolders { get; private set; }

    protected override bool ShouldIncludeEntry(ref FileSystemEntry entry) => !entry.IsDirectory && !IsLink(ref entry);

    protected override bool ShouldRecurseIntoEntry(ref FileSystemEntry entry)
    {
        foreach (string name in excludes)
        {
            if (entry.FileName.SequenceEqual(name)) return false;
        }

        return !IsLink(ref entry);
    }

    protected override ReadFile TransformEntry(ref FileSystemEntry entry) => new(entry.ToFullPath(), entry.Length);

    protected override bool ContinueOnError(int error)
    {
        UnreadableFolders++;
        return true;
    }

    private static bool IsLink(ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) != 0;
}
