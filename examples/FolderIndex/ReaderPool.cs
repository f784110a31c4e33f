using Actors;
using Actors.Mailboxes;
using Actors.Supervision;
using Microsoft.Extensions.Hosting;

namespace FolderIndex;

/// <summary>Starts the readers, shares the files out among them, and restarts one that fails over a file.</summary>
public sealed class ReaderPool(IndexOptions options, FileOpener open, TermIndex index, IActorRef<Tally> tally, IHostApplicationLifetime lifetime)
    : Actor, IHandle<ReadFile>
{
    private const int ReaderCapacity = 32;

    // What opening a file costs, in bytes that could be read meanwhile.
    private const long CostOfOpening = 16 * 1024;

    private readonly List<Lane> _lanes = [];

    /// <summary>A folder may hold any number of binary files. Any other failure is a bug, and goes up to the host.</summary>
    public static SupervisorStrategy Strategy { get; } = new OneForOneStrategy(
        maxRestarts: int.MaxValue, decide: failure => failure.Error is FileSkippedException ? Directive.Restart : Directive.Escalate);

    protected override ValueTask OnStartAsync(CancellationToken cancellationToken)
    {
        for (int number = 1; number <= options.Readers; number++)
        {
            _lanes.Add(new Lane(Context.Spawn(
                () => new Reader(open, index, tally, lifetime.ApplicationStopping),
                $"reader-{number}",
                new SpawnOptions { Mailbox = new BoundedMailbox(ReaderCapacity) })));
        }

        return default;
    }

    public ValueTask HandleAsync(ReadFile message, CancellationToken cancellationToken)
    {
        // Whoever was given the least so far: a reader with a large file is left alone until the others have had as much.
        Lane lane = _lanes.MinBy(lane => lane.Given)!;
        lane.Given += message.Length + CostOfOpening;
        return lane.Reader.TellAsync(message, cancellationToken);
    }

    private sealed class Lane(IActorRef<Reader> reader)
    {
        public IActorRef<Reader> Reader => reader;

        public long Given { get; set; }
    }
}
