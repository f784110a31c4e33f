using Actors.Mailboxes;
using Actors.Routing;
using Actors.Tests.Support;
using Xunit.Abstractions;

namespace Actors.Tests.Routing;

/// <summary>What a router adds to a message in memory: nothing.</summary>
[Collection("One at a time")]
public class RoutingCostTests(ITestOutputHelper output)
{
    private const int Many = 50_000;

    public static TheoryData<string> Policies => ["round robin", "random", "least busy", "hash", "broadcast", "first answer"];

    [Theory]
    [MemberData(nameof(Policies))]
    public async Task Telling_and_asking_through_a_router_allocates_nothing(string policy)
    {
        await using TestHost host = await TestHost.StartAsync();
        ActorPool<Meter> pool = host.System.SpawnPool(4, _ => new Meter(), options: new PoolOptions { Policy = PolicyOf(policy) });
        IReadOnlyList<IActorRef<Meter>> routees = pool.Routees;
        Tick tick = new();

        Assert.InRange(await MeasureAsync(async batches =>
        {
            for (; batches > 0; batches--)
            {
                for (int number = 0; number < 49; number++)
                {
                    pool.Tell(tick);
                    pool.Tell(new Reading(number));
                }

                await pool.TellAsync(tick);
                await pool.AskAsync(Sync.Instance);
                // All have caught up: a backlog needs memory, whoever sends.
                for (int routee = 0; routee < routees.Count; routee++) await routees[routee].AskAsync(Sync.Instance);
            }
        }), 0, 0.2);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(10)]
    public async Task Telling_and_asking_through_a_shared_mailbox_allocates_nothing(int? capacity)
    {
        await using TestHost host = await TestHost.StartAsync();
        ActorPool<Meter> pool = host.System.SpawnPool(4, _ => new Meter(), options: new PoolOptions { SharedMailbox = capacity is { } most ? new BoundedMailbox(most) : new UnboundedMailbox() });
        Tick tick = new();

        Assert.InRange(await MeasureAsync(async batches =>
        {
            for (; batches > 0; batches--)
            {
                for (int number = 0; number < 49; number++)
                {
                    if (capacity is null) pool.Tell(tick);
                    else await pool.TellAsync(tick);
                    await pool.TellAsync(new Reading(number));
                }

                // Begun after all that was told before. Where there is no room to ask, the bound is enough.
                if (capacity is null) await pool.AskAsync(Sync.Instance);
            }
        }), 0, 0.2);
    }

    /// <summary>Bytes for each of the 100 operations of a batch, the least of a few tries.</summary>
    private async Task<double> MeasureAsync(Func<int, Task> run)
    {
        long least = await Task.Run(async () =>
        {
            long least = long.MaxValue;
            for (int round = 0; round < 6; round++)
            {
                long before = GC.GetTotalAllocatedBytes(precise: true);
                await run(Many / 100);
                // The first round warms up.
                if (round > 0) least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
            }

            return least;
        });

        output.WriteLine($"{least:N0} bytes for {Many:N0} operations");
        return least / (double)Many;
    }

    private static RoutingPolicy PolicyOf(string name) => name switch
    {
        "round robin" => new RoundRobinPolicy(),
        "random" => new RandomPolicy(new Random(5)),
        "least busy" => new LeastBusyPolicy(),
        "hash" => new ConsistentHashPolicy().By<Tick, int>(_ => 1).By<Reading, long>(reading => reading.Value).By<Sync, int>(_ => 2),
        "broadcast" => new BroadcastPolicy(),
        _ => new FirstAnswerPolicy(),
    };

    private sealed class Tick;

    private readonly record struct Reading(long Value);

    private sealed record Sync : IRequest<Sync, int>
    {
        public static readonly Sync Instance = new();
    }

    private sealed class Meter : Actor, IHandle<Tick>, IHandle<Reading>, IHandle<Sync, int>
    {
        private long _sum;

        public ValueTask HandleAsync(Tick message, CancellationToken cancellationToken)
        {
            _sum++;
            return default;
        }

        public ValueTask HandleAsync(Reading message, CancellationToken cancellationToken)
        {
            _sum += message.Value;
            return default;
        }

        public ValueTask<int> HandleAsync(Sync request, CancellationToken cancellationToken) => new((int)_sum);
    }
}
