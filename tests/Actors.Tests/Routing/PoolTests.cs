using Actors.Mailboxes;
using Actors.Routing;
using Actors.Supervision;
using Actors.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Tests.Routing;

public class PoolTests
{
    private readonly WorkLog _log = new();

    [Fact]
    public async Task A_pool_spreads_its_messages_over_its_routees()
    {
        await using TestHost host = await TestHost.StartAsync();
        ActorPool<Worker> pool = host.System.SpawnPool(3, _ => new Worker(_log), "workers");

        int[] answers = await AskAsync(pool, 6);

        Assert.Equal(3, answers.Distinct().Count());
        Assert.Equal(["/workers/$1", "/workers/$2", "/workers/$3"], pool.Routees.Select(routee => routee.Path.Value));
        Assert.Equal("/workers", pool.Path.Value);
        Assert.Same(pool, host.System.Find<Worker>("workers"));
    }

    [Fact]
    public async Task What_is_told_to_a_pool_before_it_has_started_is_handled_when_it_has()
    {
        TestHost host = TestHost.Build(configure: builder => builder.Services.AddSingleton(_log), actors: actors => actors.AddPool<Worker>("workers", 2));
        await using (host)
        {
            IActorRef<Worker> pool = host.Ref<Worker>();
            for (int number = 1; number <= 10; number++) pool.Tell(new Job(number));
            Assert.Empty(_log.Done);

            await host.Host.StartAsync();
            await AskAsync(pool, 2);

            Assert.Equal(Enumerable.Range(1, 10), _log.Done.Select(done => done.Job).Order());
        }
    }

    [Fact]
    public async Task A_pool_of_the_host_is_injected_as_one_actor()
    {
        await using TestHost host = await TestHost.StartAsync(
            configure: builder => builder.Services.AddSingleton(_log),
            actors: actors => actors.AddPool<Worker>("workers", 2, pool => pool.Policy = new BroadcastPolicy()));

        Assert.Equal(2, Assert.IsType<ActorPool<Worker>>(host.Ref<IHandle<Job>>()).Routees.Count);
        Assert.Same(host.Ref<Worker>(), host.Host.Services.GetRequiredKeyedService<IActorRef<Worker>>("workers"));
        host.Ref<IHandle<Job>>().Tell(new Job(1));
        foreach (IActorRef<Worker> worker in ((ActorPool<Worker>)host.Ref<Worker>()).Routees) await worker.AskAsync(new WhoAreYou());
        Assert.Equal(2, _log.Done.Length);
    }

    [Fact]
    public async Task A_routee_that_fails_is_restarted_and_keeps_its_place_and_its_mailbox()
    {
        await using TestHost host = await TestHost.StartAsync();
        ActorPool<Worker> pool = host.System.SpawnPool(2, _ => new Worker(_log));
        IReadOnlyList<IActorRef<Worker>> before = pool.Routees;
        await AskAsync(pool, 2);

        pool.Tell(new Fail(new InvalidOperationException("one")));
        pool.Tell(new Job(1));
        pool.Tell(new Job(2));
        await AskAsync(pool, 2);

        Assert.Equal(before, pool.Routees);
        Assert.Equal([1, 2], _log.Done.Select(done => done.Job).Order());
        Assert.Contains((3, 2), _log.Done);
    }

    [Fact]
    public async Task A_pool_whose_routees_fail_too_often_begins_anew_with_others()
    {
        await using TestHost host = await TestHost.StartAsync();
        ActorPool<Worker> pool = host.System.SpawnPool(2, _ => new Worker(_log), "workers", new PoolOptions { Strategy = new OneForOneStrategy(maxRestarts: 0) });
        IReadOnlyList<IActorRef<Worker>> before = pool.Routees;
        await AskAsync(pool, 2);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await pool.AskAsync(new AskFail(new InvalidOperationException("one"))));
        // The pool is an actor that failed, and is restarted by its own supervisor.
        while (pool.Routees.Count < 2 || pool.Routees.Any(before.Contains)) await Task.Yield();

        Assert.All(await AskAsync(pool, 2), worker => Assert.InRange(worker, 3, 4));
    }

    [Fact]
    public async Task A_pool_grows_and_shrinks_and_those_who_leave_handle_what_they_have()
    {
        await using TestHost host = await TestHost.StartAsync();
        ActorPool<Worker> pool = host.System.SpawnPool(1, _ => new Worker(_log));
        pool.Resize(4);
        IReadOnlyList<IActorRef<Worker>> four = pool.Routees;
        Assert.Equal(4, (await AskAsync(pool, 4)).Distinct().Count());
        (Gate entered, Gate release) = (new Gate(), new Gate());
        four[3].Tell(new Hold(entered, release));
        await entered.Passed;
        for (int number = 1; number <= 5; number++) four[3].Tell(new Job(number));

        pool.Resize(2);
        Assert.Equal(four.Take(2), pool.Routees);
        Assert.Equal(2, pool.Size);
        Assert.Equal(2, (await AskAsync(pool, 4)).Distinct().Count());
        release.Open();
        await four[3].StopAsync().WaitAsync(Gate.Patience);

        Assert.Equal([1, 2, 3, 4, 5], _log.Done.Select(done => done.Job));
        await four[2].WhenTerminatedAsync().WaitAsync(Gate.Patience);
        Assert.Equal(TellStatus.Stopped, four[2].TryTell(new Job(6)));
    }

    [Fact]
    public async Task Nothing_is_lost_while_a_pool_changes_its_size()
    {
        const int Seed = 4711;
        await using TestHost host = await TestHost.StartAsync();
        ActorPool<Worker> pool = host.System.SpawnPool(4, _ => new Worker(_log));
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
    public async Task A_routee_that_ends_for_good_leaves_and_a_resize_fills_its_place()
    {
        await using TestHost host = await TestHost.StartAsync();
        ActorPool<Worker> pool = host.System.SpawnPool(2, _ => new Worker(_log), "workers");
        IReadOnlyList<IActorRef<Worker>> before = pool.Routees;

        await Task.WhenAll(before.Select(routee => routee.StopAsync()));

        Assert.Empty(pool.Routees);
        ActorStoppedException error = await Assert.ThrowsAsync<ActorStoppedException>(async () => await pool.AskAsync(new WhoAreYou()));
        Assert.Equal("All actors of the pool /workers have stopped. Look at the log for why, and Resize the pool to have others.", error.Message);
        pool.Resize(2);
        Assert.Equal(2, (await AskAsync(pool, 2)).Distinct().Count());
    }

    [Fact]
    public async Task A_pool_drains_when_it_is_stopped_and_takes_no_more()
    {
        await using TestHost host = await TestHost.StartAsync();
        ActorPool<Worker> pool = host.System.SpawnPool(2, _ => new Worker(_log));
        (Gate entered, Gate release) = (new Gate(), new Gate());
        pool.Tell(new Hold(entered, release));
        pool.Tell(new Hold(new Gate(), release));
        for (int number = 1; number <= 10; number++) pool.Tell(new Job(number));
        await entered.Passed;

        Task stopping = pool.StopAsync();
        Assert.Equal(TellStatus.Stopped, pool.TryTell(new Job(11)));
        release.Open();
        await stopping.WaitAsync(Gate.Patience);

        Assert.Equal(Enumerable.Range(1, 10), _log.Done.Select(done => done.Job).Order());
        Assert.Throws<ActorStoppedException>(() => pool.Resize(3));
    }

    [Fact]
    public async Task The_shutdown_drains_a_pool()
    {
        TestHost host = await TestHost.StartAsync();
        await using (host)
        {
            ActorPool<Worker> pool = host.System.SpawnPool(3, _ => new Worker(_log));
            for (int number = 1; number <= 3000; number++) pool.Tell(new Job(number));

            await host.StopAsync();

            Assert.Equal(3000, _log.Done.Length);
        }
    }

    [Fact]
    public async Task A_pool_one_of_which_cannot_start_does_not_start()
    {
        int made = 0;
        TestHost host = TestHost.Build();
        await using (host)
        {
            await host.Host.StartAsync();
            ActorPool<Worker> pool = host.System.SpawnPool(3, _ => ++made == 2 ? throw new InvalidOperationException("no more") : new Worker(_log));

            await pool.StopAsync().WaitAsync(Gate.Patience);

            Assert.Equal(TellStatus.Stopped, pool.TryTell(new Job(1)));
        }
    }

    [Fact]
    public async Task An_actor_has_pools_of_its_own_which_end_with_it()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Owner> owner = host.System.Spawn(() => new Owner(_log), "owner");

        ActorPool<Worker> pool = await owner.AskAsync(new GetPool());
        Assert.Equal("/owner/workers/$1", pool.Routees[0].Path.Value);
        await owner.StopAsync();

        Assert.Empty(pool.Routees);
    }

    [Fact]
    public async Task The_mailboxes_of_the_routees_are_bounded_as_the_options_say()
    {
        await using TestHost host = await TestHost.StartAsync();
        ActorPool<Worker> pool = host.System.SpawnPool(1, _ => new Worker(_log), options: new PoolOptions { Routees = { Mailbox = new BoundedMailbox(1) } });
        (Gate entered, Gate release) = (new Gate(), new Gate());
        pool.Tell(new Hold(entered, release));
        await entered.Passed;

        pool.Tell(new Job(1));
        Assert.Throws<MailboxFullException>(() => pool.Tell(new Job(2)));
        Task waiting = pool.TellAsync(new Job(3)).AsTask();
        Assert.False(waiting.IsCompleted);
        release.Open();
        await waiting.WaitAsync(Gate.Patience);
        await AskAsync(pool, 1);

        Assert.Equal([1, 3], _log.Done.Select(done => done.Job));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_pool_has_somebody_in_it(int size)
    {
        await using TestHost host = await TestHost.StartAsync();
        ActorPool<Worker> pool = host.System.SpawnPool(1, _ => new Worker(_log));

        Assert.Throws<ArgumentOutOfRangeException>(() => host.System.SpawnPool(size, _ => new Worker(_log)));
        Assert.Throws<ArgumentOutOfRangeException>(() => pool.Resize(size));
    }

    private static async Task<int[]> AskAsync(IActorRef<Worker> actor, int times)
    {
        int[] answers = new int[times];
        for (int number = 0; number < times; number++) answers[number] = await actor.AskAsync(new WhoAreYou());
        return answers;
    }

    private sealed record GetPool : IRequest<GetPool, ActorPool<Worker>>;

    private sealed class Owner(WorkLog log) : Actor, IHandle<GetPool, ActorPool<Worker>>
    {
        private ActorPool<Worker> _pool = null!;

        protected override ValueTask OnStartAsync(CancellationToken cancellationToken)
        {
            _pool = Context.SpawnPool(2, _ => new Worker(log), "workers");
            return default;
        }

        public ValueTask<ActorPool<Worker>> HandleAsync(GetPool request, CancellationToken cancellationToken) => new(_pool);
    }
}
