using Actors.Mailboxes;
using Actors.Routing;
using Actors.Supervision;
using Actors.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Tests.Routing;

/// <summary>The end of a pool whose routees share a mailbox, and what is told of what waits there.</summary>
public class SharedPoolEndTests
{
    private readonly WorkLog _log = new();
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_pool_drains_when_it_is_stopped_and_takes_no_more()
    {
        await using TestHost host = await TestHost.StartAsync();
        ActorPool<Worker> pool = SharedPool.Spawn(host, _log, 2, new BoundedMailbox(10));
        Hold[] holds = await SharedPool.HoldAllAsync(pool, 2);
        for (int number = 1; number <= 10; number++) pool.Tell(new Job(number));
        Task waiting = pool.TellAsync(new Job(11)).AsTask();
        Letters letters = Letters.Of(host.System);

        Task stopping = pool.StopAsync();
        await waiting.WaitAsync(Gate.Patience);
        Assert.Equal(TellStatus.Stopped, pool.TryTell(new Job(12)));
        foreach (Hold hold in holds) hold.Release.Open();
        await stopping.WaitAsync(Gate.Patience);

        Assert.Equal(Enumerable.Range(1, 10), _log.Done.Select(done => done.Job).Order());
        // Who waited for room and got none.
        Assert.Equal([new Job(11)], letters.All.Select(letter => letter.Message));
        Assert.Throws<ActorStoppedException>(() => pool.Resize(3));
    }

    [Fact]
    public async Task What_waits_for_a_pool_that_is_stopped_at_once_is_counted_and_logged()
    {
        await using TestHost host = await TestHost.StartAsync();
        ActorPool<Worker> pool = SharedPool.Spawn(host, _log, 2);
        Hold[] holds = await SharedPool.HoldAllAsync(pool, 2);
        for (int number = 1; number <= 3; number++) pool.Tell(new Job(number));

        pool.Stop();
        // Only then let them go: who comes back before the pool has seen the stop goes on with the next message.
        string line = await host.Log.NextAsync(4001);
        foreach (Hold hold in holds) hold.Release.Open();
        await pool.WhenTerminatedAsync().WaitAsync(Gate.Patience);

        Assert.Equal("3 messages of /workers were not handled: StoppedBeforeHandling", line);
        SystemAccount account = host.System.GetAccount();
        Assert.Equal((5, 2, 3), (account.Accepted, account.Handled, account.Undelivered));
    }

    [Fact]
    public async Task All_routees_help_with_what_waits_when_a_pool_drains()
    {
        await using TestHost host = await TestHost.StartAsync();
        ActorPool<Worker> pool = SharedPool.Spawn(host, _log, 3);
        Hold[] first = await SharedPool.HoldAllAsync(pool, 3);
        Hold[] second = [.. Enumerable.Range(0, 3).Select(_ => new Hold(new Gate(), new Gate()))];
        foreach (Hold hold in second) pool.Tell(hold);

        Task stopping = pool.StopAsync();
        foreach (Hold hold in first) hold.Release.Open();
        foreach (Hold hold in second) await hold.Entered.Passed;
        foreach (Hold hold in second) hold.Release.Open();

        await stopping.WaitAsync(Gate.Patience);
    }

    [Fact]
    public async Task Routees_that_drain_all_at_once_handle_what_waits()
    {
        await using TestHost host = await TestHost.StartAsync();
        for (int round = 0; round < 50; round++)
        {
            ActorPool<Worker> pool = host.System.SpawnPool(8, _ => new Worker(_log), options: new PoolOptions
            {
                SharedMailbox = new UnboundedMailbox(),
                Strategy = new OneForOneStrategy { StopsChildrenAtOnce = true },
            });
            await pool.WhenStartedAsync();
            for (int number = 1; number <= 4; number++) pool.Tell(new Job(number));

            await pool.StopAsync().WaitAsync(Gate.Patience);
        }

        Assert.Equal(200, _log.Done.Length);
    }

    [Theory]
    [InlineData(false, DeadLetterReason.StoppedBeforeHandling, "/workers has stopped. Look at the log for why, and spawn another if it is still needed.")]
    [InlineData(true, DeadLetterReason.Killed, "/workers was killed.")]
    public async Task What_waits_becomes_dead_letters_when_a_pool_is_stopped_or_killed(bool kills, DeadLetterReason reason, string text)
    {
        await using TestHost host = await TestHost.StartAsync();
        Letters letters = Letters.Of(host.System);
        ActorPool<Worker> pool = SharedPool.Spawn(host, _log, 2);
        Hold[] holds = await SharedPool.HoldAllAsync(pool, 2);
        pool.Tell(new Job(1));
        Task<int> ask = pool.AskAsync(new WhoAreYou(), Timeout.InfiniteTimeSpan).AsTask();

        if (kills) pool.Kill();
        else pool.Stop();

        ActorStoppedException error = await Assert.ThrowsAsync<ActorStoppedException>(() => ask.WaitAsync(Gate.Patience));
        foreach (Hold hold in holds) hold.Release.Open();
        await pool.WhenTerminatedAsync().WaitAsync(Gate.Patience);
        Assert.Equal([(new Job(1), reason), (new WhoAreYou(), reason)], letters.All.Select(letter => (letter.Message, letter.Reason)));
        if (!kills || !error.Message.StartsWith("All actors", StringComparison.Ordinal)) Assert.Equal(text, error.Message);
        Assert.Empty(_log.Done);
    }

    [Fact]
    public async Task The_shutdown_drains_a_pool()
    {
        TestHost host = await TestHost.StartAsync();
        await using (host)
        {
            ActorPool<Worker> pool = SharedPool.Spawn(host, _log, 3);
            for (int number = 1; number <= 3000; number++) pool.Tell(new Job(number));

            await host.StopAsync();

            Assert.Equal(3000, _log.Done.Length);
        }
    }

    [Fact]
    public async Task What_the_shutdown_leaves_no_time_for_is_in_the_account_and_askers_are_told()
    {
        TestHost host = await TestHost.StartAsync(time: _time);
        await using (host)
        {
            Letters letters = Letters.Of(host.System);
            ActorPool<Worker> pool = SharedPool.Spawn(host, _log, 2);
            // They end when their token is cancelled.
            await SharedPool.HoldAllAsync(pool, 2);
            pool.Tell(new Job(1));
            Task<int> ask = pool.AskAsync(new WhoAreYou(), Timeout.InfiniteTimeSpan).AsTask();

            await host.StopAtOnceAsync();

            ActorSystemStoppingException error = await Assert.ThrowsAsync<ActorSystemStoppingException>(() => ask.WaitAsync(Gate.Patience));
            Assert.Equal("/workers", error.Actor.Value);
            Assert.Equal([DeadLetterReason.ShutdownDeadline, DeadLetterReason.ShutdownDeadline], letters.All.Select(letter => letter.Reason));
            Assert.Empty(_log.Done);
        }
    }

    [Fact]
    public async Task What_waits_is_in_the_account_of_the_pool_and_what_was_taken_in_that_of_the_routee()
    {
        await using TestHost host = await TestHost.StartAsync();
        ActorPool<Worker> pool = SharedPool.Spawn(host, _log, 2, new BoundedMailbox(5));
        Hold[] holds = await SharedPool.HoldAllAsync(pool, 2);
        for (int number = 1; number <= 3; number++) pool.Tell(new Job(number));

        SystemAccount during = host.System.GetAccount();
        ActorAccount head = during.Actors.Single(actor => actor.Actor.Value == "/workers");
        Assert.Equal((3, 3, 5), (head.Accepted, head.Pending, head.Capacity));
        Assert.All(during.Actors.Where(actor => actor.ActorType == typeof(Worker)), actor => Assert.Equal((1, 1), (actor.Accepted, actor.Pending)));
        Assert.Equal((5, 5, 0), (during.Accepted, during.Pending, during.Lost));

        foreach (Hold hold in holds) hold.Release.Open();
        await pool.StopAsync().WaitAsync(Gate.Patience);

        SystemAccount after = host.System.GetAccount();
        Assert.Equal((5, 5, 0), (after.Accepted, after.Handled, after.Pending));
        Assert.Equal(5, after.Types.Single(type => type.ActorType == typeof(Worker)).Handled);
        Assert.Equal(3, after.Actors.Single(actor => actor.Actor.Value == "/workers").HighWater);
    }

    [Fact]
    public async Task An_ask_that_waits_times_out_with_its_place_among_those_that_wait()
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        ActorPool<Worker> pool = SharedPool.Spawn(host, _log, 2);
        Hold[] holds = await SharedPool.HoldAllAsync(pool, 2);
        pool.Tell(new Job(1));
        Task<int> ask = pool.AskAsync(new WhoAreYou(), TimeSpan.FromSeconds(3)).AsTask();
        pool.Tell(new Job(2));

        _time.Advance(TimeSpan.FromSeconds(3.1));

        AskTimeoutException error = await Assert.ThrowsAsync<AskTimeoutException>(() => ask.WaitAsync(Gate.Patience));
        Assert.Equal("/workers did not answer WhoAreYou within 3 s: 2 of its 2 actors are busy; WhoAreYou is number 2 of 3 that wait in its mailbox. Give AskAsync a longer timeout, or let its handlers await less.", error.Message);
        foreach (Hold hold in holds) hold.Release.Open();
    }

    [Fact]
    public async Task An_ask_that_was_taken_times_out_with_the_name_of_who_took_it()
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        ActorPool<Worker> pool = SharedPool.Spawn(host, _log, 1);
        (Gate entered, Gate release) = (new Gate(), new Gate());
        Task<string> ask = pool.AskAsync(
            new Puzzle(async _ =>
            {
                entered.Open();
                await release.Passed;
                return "late";
            }),
            TimeSpan.FromSeconds(3)).AsTask();
        await entered.Passed;

        _time.Advance(TimeSpan.FromSeconds(3.1));

        AskTimeoutException error = await Assert.ThrowsAsync<AskTimeoutException>(() => ask.WaitAsync(Gate.Patience));
        Assert.Equal("/workers/$1", error.Actor.Value);
        release.Open();
    }

    [Fact]
    public async Task Somebody_chooses_or_whoever_is_free_takes_but_not_both()
    {
        TestHost host = TestHost.Build();
        await using (host)
        {
            PoolOptions options = new() { Policy = new RoundRobinPolicy(), SharedMailbox = new BoundedMailbox(5) };

            ArgumentException error = Assert.Throws<ArgumentException>(() => host.System.SpawnPool(2, _ => new Worker(_log), options: options));

            Assert.Equal("PoolOptions has a SharedMailbox, BoundedMailbox, and a Policy, RoundRobinPolicy. From a shared mailbox whoever is free takes the next message, so there is nobody to choose: leave one of the two unset.", error.Message);
            Assert.Throws<ArgumentException>(() => TestHost.Build(actors => actors.AddPool<Worker>("workers", 2, pool => (pool.Policy, pool.SharedMailbox) = (options.Policy, options.SharedMailbox))));
            await host.Host.StartAsync();
        }
    }
}
