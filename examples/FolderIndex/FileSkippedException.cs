namespace FolderIndex;

/// <summary>Why a reader failed: its file is not for counting. The reader's supervisor restarts it for the next file.</summary>
public abstract class FileSkippedException(SkipReason reason, string message, Exception? cause = null) : Exception(message, cause)
{
    public SkipReason Reason => reason;
}

/// <summary>There is a NUL byte near the beginning.</summary>
public sealed class BinaryFileException(string path)
    : FileSkippedException(SkipReason.Binary, $"{path} is binary: there is a NUL within its first {Reader.InspectedBytes:N0} bytes.");

/// <summary>The file cannot be opened, or not even its beginning can be read.</summary>
public sealed class UnreadableFileException(string path, Exception cause)
    : FileSkippedException(SkipReason.Unreadable, $"{path} cannot be read: {cause.Message}", cause);
