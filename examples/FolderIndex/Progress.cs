using Actors;

namespace FolderIndex;

/// <summary>How far the run is.</summary>
public sealed record Progress(TimeSpan Elapsed, long Files, long Bytes, IReadOnlyList<ActorAccount> Readers, long Restarts)
{
    public double Megabytes => Bytes / 1_000_000d;

    public double MegabytesPerSecond => Megabytes / Elapsed.TotalSeconds;
}
