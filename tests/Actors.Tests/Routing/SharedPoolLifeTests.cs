using Actors.Mailboxes;
using Actors.Routing;
using Actors.Supervision;
using Actors.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Tests.Routing;

/// <summary>Routees that share a mailbox come, go and fail; what waits is for the others.</summary>
public class SharedPoolLifeTests
{
    private readonly WorkLog _log = new();
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Those_who_are_new_begin_at_once_with_what_waits()
    {
        await using TestHost host = await TestHost.StartAsync();
        ActorPool<Worker> pool = SharedPool.Spawn(host, _log, 1);
        Hold[] holds = await SharedPool.HoldAllAsync(pool, 1);
        for (int number = 1; number <= 5; number++) pool.Tell(new Job(number));
        Task<int> ask = pool.AskAsync(new WhoAreYou()).AsTask();
        Assert.Empty(_log.Done);

        pool.Resize(2);

        Assert.Equal(2, await ask.WaitAsync(Gate.Patience));
        Assert.Equal(Enumerable.Range(1, 5).Select(number => (2, number)), _log.Done);
        holds[0].Release.Open();
    }

    [Fact]
    public async Task Those_who_leave_handle_the_message_at_hand_and_leave_the_rest_to_others()
    {
        await using TestHost host = await TestHost.StartAsync();
        ActorPool<Worker> pool = SharedPool.Spawn(host, _log, 2);
        IReadOnlyList<IActorRef<Worker>> both = pool.Routees;
        (Gate entered, Gate release) = (new Gate(), new Gate());
        both[0].Tell(new Hold(entered, release));
        await entered.Passed;
        Hold[] holds = await SharedPool.HoldAllAsync(pool, 1);
        for (int number = 1; number <= 5; number++) pool.Tell(new Job(number));

        pool.Resize(1);
        holds[0].Release.Open();
        await both[1].WhenTerminatedAsync().WaitAsync(Gate.Patience);
        Assert.Empty(_log.Done);
        release.Open();
        await pool.AskAsync(new WhoAreYou());

        Assert.Equal(Enumerable.Range(1, 5), _log.Done.Select(done => done.Job));
        Assert.Equal([both[0]], pool.Routees);
    }

    [Fact]
    public async Task Nothing_is_lost_while_a_pool_changes_its_size()
    {
        const int Seed = 4711;
        await using TestHost host = await TestHost.StartAsync();
        ActorPool<Worker> pool = SharedPool.Spawn(host, _log, 4);
        Random random = new(Seed);
        Task sending = Task.Run(() =>
        {
            for (int number = 1; number <= 20_000; number++) pool.Tell(new Job(number));
        });

        while (!sending.IsCompleted)
        {
            pool.Resize(random.Next(1, 9));
            await Task.Yield();
        }

        await sending;
        await pool.StopAsync().WaitAsync(Gate.Patience);

        Assert.Equal(Enumerable.Range(1, 20_000), _log.Done.Select(done => done.Job).Order());
    }

    [Fact]
    public async Task Others_go_on_while_one_waits_for_its_restart_and_it_keeps_its_place()
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        RestartBackoff backoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), jitter: 0);
        ActorPool<Worker> pool = host.System.SpawnPool(2, _ => new Worker(_log), "workers", new PoolOptions
        {
            SharedMailbox = new UnboundedMailbox(),
            Strategy = new OneForOneStrategy { Backoff = backoff },
        });
        IReadOnlyList<IActorRef<Worker>> before = pool.Routees;
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await pool.AskAsync(new AskFail(new InvalidOperationException("one"))));
        while (host.Log.Count(3007) == 0) await Task.Yield();

        for (int number = 1; number <= 10; number++) pool.Tell(new Job(number));
        await pool.AskAsync(new WhoAreYou());
        int other = Assert.Single(_log.Done.Select(done => done.Worker).Distinct());

        _time.Advance(TimeSpan.FromSeconds(1));
        Hold[] holds = await SharedPool.HoldAllAsync(pool, 2);
        Assert.Equal(10, _log.JobsOf(other).Length);
        Assert.Equal(before, pool.Routees);
        foreach (Hold hold in holds) hold.Release.Open();
    }

    [Fact]
    public async Task A_message_that_made_its_routee_fail_is_handled_again_by_the_same_place()
    {
        await using TestHost host = await TestHost.StartAsync();
        int tries = 0;
        ActorPool<Worker> pool = host.System.SpawnPool(2, _ => new Worker(_log), options: new PoolOptions { SharedMailbox = new UnboundedMailbox(), Routees = { MessageRetries = 2 } });

        string answer = await pool.AskAsync(new Puzzle(worker => Interlocked.Increment(ref tries) < 3 ? throw new InvalidOperationException("not yet") : Task.FromResult("solved")));

        Assert.Equal("solved", answer);
    }

    [Fact]
    public async Task A_pool_that_begins_anew_keeps_what_waits()
    {
        await using TestHost host = await TestHost.StartAsync();
        ActorPool<Worker> pool = host.System.SpawnPool(2, _ => new Worker(_log), "workers", new PoolOptions
        {
            SharedMailbox = new UnboundedMailbox(),
            Strategy = new OneForOneStrategy(maxRestarts: 0),
        });
        Hold[] holds = await SharedPool.HoldAllAsync(pool, 2);
        pool.Tell(new Fail(new InvalidOperationException("one too many")));
        Task<int> ask = pool.AskAsync(new WhoAreYou()).AsTask();

        // The one that is free fails, the pool with it, and that has others then.
        holds[0].Release.Open();
        while (host.Log.Count(3003) == 0 && !ask.IsCompleted) await Task.Yield();
        holds[1].Release.Open();

        Assert.InRange(await ask.WaitAsync(Gate.Patience), 1, 4);
    }

    [Fact]
    public async Task A_routee_that_is_stopped_leaves_what_waits_to_the_others()
    {
        await using TestHost host = await TestHost.StartAsync();
        ActorPool<Worker> pool = SharedPool.Spawn(host, _log, 2);
        IReadOnlyList<IActorRef<Worker>> both = pool.Routees;
        Hold[] holds = await SharedPool.HoldAllAsync(pool, 2);
        for (int number = 1; number <= 3; number++) pool.Tell(new Job(number));

        both[0].Stop();
        Task stopping = both[1].StopAsync();
        pool.Resize(3);
        await pool.AskAsync(new WhoAreYou());
        foreach (Hold hold in holds) hold.Release.Open();
        await stopping.WaitAsync(Gate.Patience);

        Assert.Equal([1, 2, 3], _log.Done.Select(done => done.Job));
        Assert.DoesNotContain(_log.Done, done => done.Worker < 3);
    }

    [Fact]
    public async Task When_the_last_one_is_gone_what_waits_is_told_so_at_once_and_a_resize_begins_anew()
    {
        await using TestHost host = await TestHost.StartAsync();
        Letters letters = Letters.Of(host.System);
        ActorPool<Worker> pool = host.System.SpawnPool(2, _ => new Worker(_log), "workers", new PoolOptions
        {
            SharedMailbox = new BoundedMailbox(2),
            Strategy = new OneForOneStrategy(decide: _ => Directive.Stop),
        });
        await pool.WhenStartedAsync();
        IReadOnlyList<IActorRef<Worker>> both = pool.Routees;
        await both[0].StopAsync().WaitAsync(Gate.Patience);
        Gate release = new();
        Gate entered = new();
        pool.Tell(new HoldAndFail(entered, release, new InvalidOperationException("out of order")));
        await entered.Passed;
        pool.Tell(new Job(1));
        Task<int> ask = pool.AskAsync(new WhoAreYou(), Timeout.InfiniteTimeSpan).AsTask();
        Task waiting = pool.TellAsync(new Job(2)).AsTask();

        release.Open();

        ActorStoppedException error = await Assert.ThrowsAsync<ActorStoppedException>(() => ask.WaitAsync(Gate.Patience));
        Assert.Equal("All actors of the pool /workers have stopped; Resize makes others. Of the last one: /workers/$2 was stopped after it had failed: out of order", error.Message);
        await waiting.WaitAsync(Gate.Patience);
        Assert.Equal(TellStatus.Stopped, pool.TryTell(new Job(3)));
        Assert.Equal([DeadLetterReason.ActorStopped, DeadLetterReason.StoppedBeforeHandling, DeadLetterReason.StoppedBeforeHandling], letters.All.Select(letter => letter.Reason).Order());

        pool.Resize(2);
        pool.Tell(new Job(4));
        await pool.AskAsync(new WhoAreYou());
        Hold[] holds = await SharedPool.HoldAllAsync(pool, 2);
        Assert.Equal([4], _log.Done.Select(done => done.Job));
        foreach (Hold hold in holds) hold.Release.Open();
    }

    [Fact]
    public async Task What_is_told_to_a_pool_before_it_has_started_is_handled_when_it_has()
    {
        TestHost host = TestHost.Build(
            configure: builder => builder.Services.AddSingleton(_log),
            actors: actors => actors.AddPool<Worker>("workers", 2, pool => pool.SharedMailbox = new UnboundedMailbox()));
        await using (host)
        {
            IActorRef<Worker> pool = host.Ref<Worker>();
            for (int number = 1; number <= 10; number++) pool.Tell(new Job(number));
            Assert.Empty(_log.Done);

            await host.Host.StartAsync();
            await pool.StopAsync().WaitAsync(Gate.Patience);

            Assert.Equal(Enumerable.Range(1, 10), _log.Done.Select(done => done.Job).Order());
        }
    }

    [Fact]
    public async Task The_configuration_says_how_many_may_wait()
    {
        TestHost host = TestHost.Build(
            configure: builder => builder.Services.AddSingleton(_log),
            actors: actors => actors.AddPool<Worker>("workers", 2, pool => pool.SharedMailbox = new BoundedMailbox(10)),
            settings: ("Actors:workers:Mailbox:Capacity", "1"));
        await using (host)
        {
            IActorRef<Worker> pool = host.Ref<Worker>();

            Assert.Equal(TellStatus.Accepted, pool.TryTell(new Job(1)));
            Assert.Equal(TellStatus.Full, pool.TryTell(new Job(2)));

            await host.Host.StartAsync();
        }
    }

    [Fact]
    public async Task A_pool_that_cannot_start_makes_dead_letters_of_what_it_was_told()
    {
        await using TestHost host = await TestHost.StartAsync();
        Letters letters = Letters.Of(host.System);
        Gate start = new();
        ActorPool<LateStarter> pool = host.System.SpawnPool(2, _ => new LateStarter(start), "workers", new PoolOptions { SharedMailbox = new UnboundedMailbox() });
        pool.Tell(new Wind(start, TimeSpan.Zero));

        start.Open();
        await pool.WhenTerminatedAsync().WaitAsync(Gate.Patience);

        DeadLetter letter = Assert.Single(letters.All);
        Assert.Equal(("/workers", DeadLetterReason.StartFailed), (letter.Actor.Value, letter.Reason));
    }

    [Fact]
    public async Task Everything_is_accounted_for_whatever_happens_to_a_pool()
    {
        const int Seed = 20_261;
        await using TestHost host = await TestHost.StartAsync();
        ActorPool<Worker> pool = host.System.SpawnPool(4, _ => new Worker(_log), "workers", new PoolOptions
        {
            SharedMailbox = new BoundedMailbox(50),
            Strategy = new OneForOneStrategy(maxRestarts: 1_000_000),
        });
        await pool.WhenStartedAsync();
        Random random = new(Seed);
        Task sending = Task.WhenAll(Enumerable.Range(0, 3).Select(sender => Task.Run(async () =>
        {
            for (int number = 1; number <= 3000; number++)
            {
                await pool.TellAsync(new Job(number));
                if (number % 50 == 0) await pool.TellAsync(new Fail(new InvalidOperationException("now and then")));
                if (number % 7 != 0) continue;
                try
                {
                    await pool.AskWhenRoomAsync(new WhoAreYou(), Timeout.InfiniteTimeSpan);
                }
                catch (ActorException)
                {
                    // All were gone for a moment.
                }
            }
        })));

        while (!sending.IsCompleted)
        {
            switch (random.Next(4))
            {
                case 0:
                    pool.Resize(random.Next(1, 6));
                    break;
                case 1:
                    if (pool.Routees is [var first, ..]) first.Stop();
                    break;
                case 2:
                    if (pool.Routees is [.., var last]) last.Kill();
                    break;
                default:
                    if (pool.Routees is [var drained, ..]) _ = drained.StopAsync();
                    break;
            }

            await Task.Delay(1);
            pool.Resize(pool.Size);
        }

        await sending.WaitAsync(Gate.Patience);
    }

    private sealed class LateStarter(Gate start) : Actor, IHandle<Wind>
    {
        protected override async ValueTask OnStartAsync(CancellationToken cancellationToken)
        {
            await start.Passed;
            throw new InvalidOperationException("no engine");
        }

        public ValueTask HandleAsync(Wind message, CancellationToken cancellationToken) => default;
    }
}
