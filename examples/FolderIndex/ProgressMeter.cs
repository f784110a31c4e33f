using System.Diagnostics;
using Actors;

namespace FolderIndex;

/// <summary>Asks around how far the run is.</summary>
public sealed class ProgressMeter(IActorSystem system, IActorRef<Tally> tally)
{
    private readonly long _began = Stopwatch.GetTimestamp();
    private FileTotals _last = new(0, 0, 0, 0, 0, 0, 0, []);

    public async Task<Progress> LookAsync()
    {
        try
        {
            _last = await tally.AskAsync(new GetFileTotals());
        }
        catch (ActorException)
        {
            // Too busy to say, or stopped: what it said before will do.
        }

        SystemAccount account = system.GetAccount();
        return new Progress(
            Stopwatch.GetElapsedTime(_began),
            _last.Files,
            _last.Bytes,
            [.. account.Actors.Where(actor => actor.Actor.Name.StartsWith("reader-", StringComparison.Ordinal)).OrderBy(actor => actor.Actor.Value, StringComparer.Ordinal)],
            account.Restarts);
    }
}

/// <summary>How far the run is.</summary>
public sealed record Progress(TimeSpan Elapsed, long Files, long Bytes, IReadOnlyList<ActorAccount> Readers, long Restarts)
{
    public double Megabytes => Bytes / 1_000_000d;

    public double MegabytesPerSecond => Megabytes / Elapsed.TotalSeconds;
}
