using System.Diagnostics;
using Actors;

namespace FolderIndex;

/// <summary>Asks around how far the run is.</summary>
public sealed class ProgressMeter(IActorSystem system, IActorRef<Tally> tally)
{
    private readonly long _began = Stopwatch.GetTimestamp();
    private FileTotals _last = FileTotals.None;

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
        var readers = account.Actors
            .Where(actor => actor.Actor.Name.StartsWith("reader-", StringComparison.Ordinal))
            .OrderBy(actor => actor.Actor.Value, StringComparer.Ordinal);
        return new Progress(Stopwatch.GetElapsedTime(_began), _last.Files, _last.Bytes, [.. readers], account.Restarts);
    }
}
