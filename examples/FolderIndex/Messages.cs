using Actors;
using Channels;

namespace FolderIndex;

// What the actors say to each other, in the order of the work.

/// <summary>To the walker: begin; <paramref name="Ended"/> gets the number of files when all were handed to the readers.</summary>
public sealed record WalkFolder(string Folder, OneshotSender<long> Ended);

/// <summary>From the walker to itself: the next few files.</summary>
public sealed record Continue;

/// <summary>From the walker to the readers.</summary>
public sealed record ReadFile(string Path, long Length);

/// <summary>From a reader to a shard of the index: count these terms.</summary>
public sealed record MergeCounts(IReadOnlyList<TermCount> Counts);

/// <summary>From a reader to the tally: so much of a large file was read and counted, and there is more.</summary>
public sealed record PartRead(string Path, long Bytes, long Lines);

/// <summary>From a reader to the tally: the rest of a file was read and counted; cut short if there would have been more.</summary>
public sealed record FileRead(string Path, long Bytes, long Lines, bool IsCutShort);

/// <summary>From a reader to the tally: nothing of the file was counted.</summary>
public sealed record FileSkipped(string Path, SkipReason Reason);

/// <summary>From the walker to the tally.</summary>
public sealed record FoldersSkipped(int Count);

/// <summary>To the tally, by whoever wants to know.</summary>
public sealed record GetFileTotals : IRequest<GetFileTotals, FileTotals>;

/// <summary>To a shard, at the end.</summary>
public sealed record GetTermTotals(int Top) : IRequest<GetTermTotals, TermTotals>;

public enum SkipReason
{
    Binary,
    Unreadable,
}
