namespace FolderIndex;

/// <summary>A file in blocks, the first of which has been looked at and is text.</summary>
public sealed class TextFile : IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly Memory<byte> _buffer;

    private TextFile(Stream stream, Memory<byte> buffer)
    {
        _stream = stream;
        _buffer = buffer;
    }

    /// <summary>What was read last; empty at the end of the file.</summary>
    public Memory<byte> Block { get; private set; }

    /// <exception cref="BinaryFileException">It is not text.</exception>
    /// <exception cref="UnreadableFileException">It cannot be opened, or its first block not be read.</exception>
    public static async ValueTask<TextFile> OpenAsync(FileOpener open, string path, Memory<byte> buffer)
    {
        TextFile? file = null;
        try
        {
            file = new TextFile(open(path), buffer);
            await file.ReadBlockAsync();
            if (file.Block.Span[..Math.Min(file.Block.Length, Reader.InspectedBytes)].Contains((byte)0)) throw new BinaryFileException(path);
            return file;
        }
        catch (Exception error)
        {
            if (file is not null) await file.DisposeAsync();
            if (error is IOException or UnauthorizedAccessException) throw new UnreadableFileException(path, error);
            throw;
        }
    }

    /// <summary>Reads the next block; false if there is more and it will not be read, because of <paramref name="stopping"/> or because it cannot.</summary>
    public async ValueTask<bool> TryMoveOnAsync(CancellationToken stopping)
    {
        bool isLast = Block.Length < _buffer.Length;
        if (!isLast && stopping.IsCancellationRequested) return false;
        try
        {
            if (isLast) Block = default;
            else await ReadBlockAsync();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    // Full but for the last one of the file.
    private async ValueTask ReadBlockAsync() =>
        Block = _buffer[..await _stream.ReadAtLeastAsync(_buffer, _buffer.Length, throwOnEndOfStream: false)];
}
