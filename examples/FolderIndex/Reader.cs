using Actors;

namespace FolderIndex;

/// <summary>Reads files in blocks and counts their bytes, lines and terms.</summary>
public sealed class Reader(FileOpener open, TermIndex index, IActorRef<Tally> tally, CancellationToken stopping) : Actor, IHandle<ReadFile>
{
    /// <summary>Where a NUL makes a file binary; as in git.</summary>
    public const int InspectedBytes = 8_000;

    private const int BlockSize = 64 * 1024;

    // How much of a large file is at most counted before others hear of it.
    private const int PartSize = 16 * 1024 * 1024;

    private readonly byte[] _block = GC.AllocateUninitializedArray<byte>(BlockSize);
    private readonly Tokenizer _tokenizer = new();

    public async ValueTask HandleAsync(ReadFile message, CancellationToken cancellationToken)
    {
        FileRead read;
        try
        {
            read = message.Length == 0 ? ReadEmpty(message.Path) : await ReadAsync(message.Path, cancellationToken);
        }
        catch (FileSkippedException skipped)
        {
            // Told before the failure takes its course: when that is through, this instance is gone.
            await tally.TellAsync(new FileSkipped(message.Path, skipped.Reason), cancellationToken);
            throw;
        }

        await tally.TellAsync(read, cancellationToken);
    }

    // Runs when the reader stops, and also before it is restarted: what was counted of the files before is not lost.
    protected override ValueTask OnStopAsync(CancellationToken cancellationToken) => index.MergeAsync(_tokenizer.Counts, cancellationToken);

    // Not opened: it may be a pipe that nobody writes to.
    private static FileRead ReadEmpty(string path) => File.Exists(path)
        ? new FileRead(path, 0, 0, IsCutShort: false)
        : throw new UnreadableFileException(path, new FileNotFoundException("it is gone, or its name is not UTF-8."));

    private async ValueTask<FileRead> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await using TextFile file = await TextFile.OpenAsync(open, path, _block);
        long bytes = 0, lines = 0;
        bool isCutShort = false;
        while (!isCutShort && file.Block.Length != 0)
        {
            bytes += file.Block.Length;
            lines += file.Block.Span.Count((byte)'\n');
            _tokenizer.Add(file.Block.Span);
            if (_tokenizer.Counts.IsFull || bytes >= PartSize)
            {
                await index.MergeAsync(_tokenizer.Counts, cancellationToken);
                await tally.TellAsync(new PartRead(path, bytes, lines), cancellationToken);
                (bytes, lines) = (0, 0);
            }

            // When the host stops, files that wait are still read, but none beyond its next block: one that is
            // larger than the time that is left must not cost us the summary.
            isCutShort = !await file.TryMoveOnAsync(stopping);
        }

        _tokenizer.End();
        return new FileRead(path, bytes, lines, isCutShort);
    }
}
