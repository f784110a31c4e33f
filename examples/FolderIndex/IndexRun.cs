using System.Diagnostics;
using System.Threading.Channels;
using Actors;
using Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FolderIndex;

/// <summary>
/// One run from the first file to the summary: starts the walk, waits for its end or for the host's, lets the actors
/// finish what they have, and stops the host.
/// </summary>
public sealed class IndexRun(
    IndexOptions options,
    IActorSystem system,
    IActorRef<Walker> walker,
    IActorRef<ReaderPool> readers,
    IActorRef<Tally> tally,
    TermIndex index,
    IProgressView progress,
    TextWriter output,
    IHostApplicationLifetime lifetime,
    IOptions<HostOptions> host) : BackgroundService
{
    /// <summary>There once the run has ended.</summary>
    public Summary? Summary { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Once the host stops, half of its time is ours and half is for the actors to stop.
        using CancellationTokenSource patience = new();
        using CancellationTokenRegistration onStop = stoppingToken.Register(() => patience.CancelAfter(host.Value.ShutdownTimeout / 2));

        long began = Stopwatch.GetTimestamp();
        Task<long?> work = WorkAsync(stoppingToken, patience.Token);
        await progress.ShowUntilAsync(work);
        long? found = await work;

        Summary = await SummarizeAsync(found, Stopwatch.GetElapsedTime(began));
        SummaryText.Write(Summary, output);
        lifetime.StopApplication();
    }

    private async Task<long?> WorkAsync(CancellationToken stopping, CancellationToken patience)
    {
        long? found = await WalkAsync(stopping);
        await FinishAsync(patience);
        return found;
    }

    /// <summary>How many files there are; null if the walk did not come to its end.</summary>
    private async Task<long?> WalkAsync(CancellationToken stopping)
    {
        var (sender, ended) = Oneshot.Create<long>();
        walker.Tell(new WalkFolder(options.Folder, sender));
        try
        {
            return await ended.ReadAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            // The host's end came first.
            return null;
        }
        catch (ChannelClosedException)
        {
            // The walker failed and dropped its end.
            return null;
        }
    }

    /// <summary>Stops the senders in the order of the work, so that in the end the shards and the tally have everything.</summary>
    private async Task FinishAsync(CancellationToken patience)
    {
        try
        {
            await walker.StopAsync(patience);
            await system.RestAsync(patience);
            await readers.StopAsync(patience);
            // The readers' last counts lie in the shards' mailboxes; a full one would refuse to be asked.
            await system.RestAsync(patience);
        }
        catch (OperationCanceledException)
        {
            // Somebody is too slow for the host: the summary is of what has arrived.
        }
    }

    private async Task<Summary> SummarizeAsync(long? found, TimeSpan elapsed)
    {
        FileTotals files = await tally.AskAsync(new GetFileTotals());
        TermTotals terms = await index.GetTotalsAsync(options.Top);
        return new Summary
        {
            Folder = options.Folder,
            IsWhole = files.Files == found && files.CutShort == 0,
            Elapsed = elapsed,
            Files = files,
            Terms = terms,
            Account = system.GetAccount(),
        };
    }
}
