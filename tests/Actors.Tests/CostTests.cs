using Actors.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit.Abstractions;

namespace Actors.Tests;

/// <summary>What the framework costs in memory: exact, so that it cannot creep.</summary>
[Collection("One at a time")]
public class CostTests(ITestOutputHelper output)
{
    private const int Warm = 20_000;
    private const int Many = 100_000;

    // Bytes an operation: an object would be at least 24. The rest is the runtime's, for a timer or a thread.
    private const double Nearly0 = 0.1;

    [Fact]
    public async Task Telling_a_class_message_allocates_nothing()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Meter> actor = host.System.Spawn(() => new Meter());
        Tick tick = new();

        long bytes = await MeasureAsync(async count =>
        {
            for (int batch = 0; batch < count / 100; batch++)
            {
                for (int number = 0; number < 100; number++) actor.Tell(tick);
                await actor.AskAsync(Sync.Instance);
            }
        });

        Assert.InRange(bytes / (double)Many, 0, Nearly0);
    }

    [Fact]
    public async Task Telling_a_struct_message_allocates_nothing()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Meter> actor = host.System.Spawn(() => new Meter());

        long bytes = await MeasureAsync(async count =>
        {
            for (int batch = 0; batch < count / 100; batch++)
            {
                for (int number = 0; number < 100; number++) actor.Tell(new Reading(number));
                await actor.AskAsync(Sync.Instance);
            }
        });

        Assert.InRange(bytes / (double)Many, 0, Nearly0);
    }

    [Fact]
    public async Task Telling_a_struct_message_with_a_reference_allocates_nothing()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Meter> actor = host.System.Spawn(() => new Meter());

        long bytes = await MeasureAsync(async count =>
        {
            for (int batch = 0; batch < count / 100; batch++)
            {
                for (int number = 0; number < 100; number++) actor.Tell(new Named("reading", number));
                await actor.AskAsync(Sync.Instance);
            }
        });

        Assert.InRange(bytes / (double)Many, 0, Nearly0);
    }

    [Fact]
    public async Task Asking_allocates_nothing_with_a_timeout_and_a_token()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Meter> actor = host.System.Spawn(() => new Meter());
        using CancellationTokenSource cancellation = new();

        long bytes = await MeasureAsync(async count =>
        {
            for (int number = 0; number < count; number++) await actor.AskAsync(Sync.Instance, TimeSpan.FromMinutes(1), cancellation.Token);
        });

        Assert.InRange(bytes / (double)Many, 0, Nearly0);
    }

    [Fact]
    public async Task Waiting_for_room_allocates_nothing()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Meter> actor = host.System.Spawn(() => new Meter(), options: new SpawnOptions { Mailbox = new Mailboxes.BoundedMailbox(1) });
        Tick tick = new();

        long bytes = await MeasureAsync(async count =>
        {
            for (int number = 0; number < count; number++) await actor.TellAsync(tick);
        });

        Assert.InRange(bytes / (double)Many, 0, Nearly0);
    }

    [Fact]
    public async Task An_idle_actor_costs_at_most_300_bytes()
    {
        // Without the lines that tell of each start: they are the test's, and it would keep them.
        await using TestHost host = await TestHost.StartAsync(configure: builder => builder.Logging.SetMinimumLevel(LogLevel.Information));
        IActorRef<Meter>[] actors = new IActorRef<Meter>[Many];
        long before = GC.GetTotalMemory(forceFullCollection: true);

        for (int number = 0; number < Many; number++)
        {
            actors[number] = host.System.Spawn<Meter>();
            await actors[number].AskAsync(Sync.Instance);
        }

        double each = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Many;
        output.WriteLine($"{each:F0} bytes for an actor that has answered once and is idle, its instance of 32 bytes included");
        GC.KeepAlive(actors);
        Assert.InRange(each, 0, 300);
    }

    [Fact]
    public async Task A_hundred_thousand_asks_in_flight_time_out_together()
    {
        FakeTimeProvider time = new();
        await using TestHost host = await TestHost.StartAsync(time: time);
        IActorRef<Meter> actor = host.System.Spawn(() => new Meter());
        (Gate entered, Gate release) = (new Gate(), new Gate());
        actor.Tell(new Hold(entered, release));
        await entered.Passed;
        Task<int>[] asks = [.. Enumerable.Range(0, Many).Select(_ => actor.AskAsync(Sync.Instance, TimeSpan.FromSeconds(1)).AsTask())];

        time.Advance(TimeSpan.FromSeconds(1.1));

        foreach (Task<int> ask in asks) await Assert.ThrowsAsync<AskTimeoutException>(() => ask.WaitAsync(Gate.Patience));
        release.Open();
    }

    /// <summary>Bytes that the whole process allocates for <see cref="Many"/> operations, the least of a few tries: what a timer or the runtime allocates beside us is not ours.</summary>
    // On the pool: the test runner's own context would allocate for each await.
    private Task<long> MeasureAsync(Func<int, Task> run) => Task.Run(async () =>
    {
        await run(Warm);
        long least = long.MaxValue;
        for (int round = 0; round < 5; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            await run(Many);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        output.WriteLine($"{least:N0} bytes for {Many:N0} operations");
        return least;
    });

    private sealed class Tick;

    private readonly record struct Reading(long Value);

    private readonly record struct Named(string Name, long Value);

    private sealed record Sync : IRequest<Sync, int>
    {
        public static readonly Sync Instance = new();
    }

    private sealed class Meter : Actor, IHandle<Tick>, IHandle<Reading>, IHandle<Named>, IHandle<Sync, int>, IHandle<Hold>
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

        public ValueTask HandleAsync(Named message, CancellationToken cancellationToken)
        {
            _sum += message.Value;
            return default;
        }

        public ValueTask<int> HandleAsync(Sync request, CancellationToken cancellationToken) => new((int)_sum);

        public async ValueTask HandleAsync(Hold message, CancellationToken cancellationToken)
        {
            message.Entered.Open();
            await message.Release.Passed;
        }
    }
}
