using Actors;

namespace FolderIndex;

/// <summary>Keeps count of the files, by extension and by what became of them.</summary>
public sealed class Tally : Actor, IHandle<PartRead>, IHandle<FileRead>, IHandle<FileSkipped>, IHandle<FoldersSkipped>, IHandle<GetFileTotals, FileTotals>
{
    private readonly Dictionary<string, ExtensionTotals> _extensions = [];
    private FileTotals _totals = FileTotals.None;

    public ValueTask HandleAsync(PartRead message, CancellationToken cancellationToken)
    {
        Count(message.Path, files: 0, message.Bytes, message.Lines);
        return default;
    }

    public ValueTask HandleAsync(FileRead message, CancellationToken cancellationToken)
    {
        Count(message.Path, files: 1, message.Bytes, message.Lines);
        if (message.IsCutShort) _totals = _totals with { CutShort = _totals.CutShort + 1 };
        return default;
    }

    public ValueTask HandleAsync(FileSkipped message, CancellationToken cancellationToken)
    {
        _totals = message.Reason == SkipReason.Binary
            ? _totals with { Binary = _totals.Binary + 1 }
            : _totals with { Unreadable = _totals.Unreadable + 1 };
        return default;
    }

    public ValueTask HandleAsync(FoldersSkipped message, CancellationToken cancellationToken)
    {
        _totals = _totals with { UnreadableFolders = _totals.UnreadableFolders + message.Count };
        return default;
    }

    public ValueTask<FileTotals> HandleAsync(GetFileTotals request, CancellationToken cancellationToken) =>
        new(_totals with { Extensions = [.. _extensions.Values.OrderByDescending(totals => totals.Bytes).ThenBy(totals => totals.Extension, StringComparer.Ordinal)] });

    private void Count(string path, int files, long bytes, long lines)
    {
        _totals = _totals with { Text = _totals.Text + files, Bytes = _totals.Bytes + bytes, Lines = _totals.Lines + lines };

        string extension = Path.GetExtension(path).ToLowerInvariant();
        ExtensionTotals before = _extensions.GetValueOrDefault(extension, new ExtensionTotals(extension, 0, 0, 0));
        _extensions[extension] = before with { Files = before.Files + files, Bytes = before.Bytes + bytes, Lines = before.Lines + lines };
    }
}
