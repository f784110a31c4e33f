using Actors.Keyed;
using Actors.Mailboxes;
using Actors.Supervision;
using Actors.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Tests.Keyed;

public class KeyedTests
{
    private readonly Shelf _shelf = new();
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task An_actor_is_made_by_its_first_message_and_knows_its_key()
    {
        await using TestHost host = await StartAsync();
        IActorRef<Cart> cart = Get(host, "cart-42");
        Assert.Equal(0, _shelf.Instances);

        string answer = await cart.AskAsync(new GetKey());

        Assert.Equal("cart-42 cart-42 /Cart/cart-42", answer);
        Assert.Equal("/Cart/cart-42", cart.Path.Value);
        Assert.Equal(1, _shelf.Instances);
    }

    [Fact]
    public async Task Equal_keys_lead_to_one_actor_and_others_to_others()
    {
        await using TestHost host = await StartAsync();

        int first = await Get(host, "a").AskAsync(new GetInstance());
        int same = await Get(host, "a").AskAsync(new GetInstance());
        int other = await Get(host, "b").AskAsync(new GetInstance());

        Assert.Equal(first, same);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task Many_that_come_at_once_reach_one_instance()
    {
        await using TestHost host = await StartAsync();

        for (int round = 0; round < 100; round++)
        {
            string key = $"cart-{round}";
            int[] instances = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await Get(host, key).AskAsync(new GetInstance()))));

            Assert.Single(instances.Distinct());
        }

        Assert.Equal((100, 0), (_shelf.Instances, _shelf.Doubles));
    }

    [Fact]
    public async Task An_idle_actor_leaves_and_the_next_message_makes_another()
    {
        await using TestHost host = await StartAsync();
        IActorRef<Cart> cart = Get(host, "one");
        cart.Tell(new Put(1));
        Assert.Equal(1, await cart.AskAsync(new GetInstance()));

        // Looked at once to see that it was at work, and then as long as it may be idle.
        for (int quarter = 0; quarter < 6; quarter++) _time.Advance(TimeSpan.FromSeconds(30));
        await _shelf.Left.Passed;

        Assert.Equal(2, await cart.AskAsync(new GetInstance()));
        Assert.Equal(["1"], await cart.AskAsync(new GetNotes()));
    }

    [Fact]
    public async Task An_actor_with_work_stays()
    {
        await using TestHost host = await StartAsync();
        IActorRef<Cart> cart = Get(host, "one");

        for (int quarter = 0; quarter < 20; quarter++)
        {
            await cart.AskAsync(new GetInstance());
            _time.Advance(TimeSpan.FromSeconds(30));
        }

        (Gate entered, Gate release) = (new Gate(), new Gate());
        cart.Tell(new Hold(entered, release));
        await entered.Passed;
        for (int quarter = 0; quarter < 20; quarter++) _time.Advance(TimeSpan.FromSeconds(30));
        release.Open();

        Assert.Equal(1, await cart.AskAsync(new GetInstance()));
    }

    [Fact]
    public async Task A_message_that_comes_while_an_actor_leaves_waits_for_the_next_one()
    {
        await using TestHost host = await StartAsync();
        IActorRef<Cart> cart = Get(host, "one");
        cart.Tell(new Put(1));
        await cart.AskAsync(new GetInstance());
        _shelf.Leaving = new Gate();
        Task leaving = cart.StopAsync();
        // It is leaving when it takes no more.
        Task<int> asking = Task.Run(async () =>
        {
            int instance;
            while ((instance = await cart.AskAsync(new GetInstance())) == 1) await Task.Yield();
            return instance;
        });

        Assert.Equal(1, _shelf.Instances);
        _shelf.Leaving.Open();
        await leaving.WaitAsync(Gate.Patience);

        Assert.Equal(2, await asking.WaitAsync(Gate.Patience));
        Assert.Equal(["1"], await cart.AskAsync(new GetNotes()));
        Assert.Equal(0, _shelf.Doubles);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(4)]
    public async Task Nothing_is_lost_and_all_stays_in_order_while_actors_come_and_go(int? capacity)
    {
        const int Senders = 3;
        const int Messages = 4000;
        const int Keys = 5;
        await using TestHost host = await StartAsync(options => options.Mailbox = capacity is { } bound ? new BoundedMailbox(bound) : new UnboundedMailbox());
        using CancellationTokenSource done = new();
        Task[] senders = [.. Enumerable.Range(0, Senders).Select(sender => Task.Run(async () =>
        {
            IActorRef<Cart>[] carts = [.. Enumerable.Range(0, Keys).Select(key => Get(host, $"cart-{key}"))];
            for (int number = 0; number < Messages; number++)
            {
                await carts[number % Keys].TellAsync(new Put((sender * Messages) + number));
                // However fast the senders are, there is some going and coming.
                if (number % 400 == 0) await carts[number % Keys].StopAsync();
            }
        }))];
        Task comingAndGoing = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                for (int key = 0; key < Keys; key++) await Get(host, $"cart-{key}").StopAsync();
            }
        });

        await Task.WhenAll(senders).WaitAsync(Gate.Patience);
        await done.CancelAsync();
        await comingAndGoing.WaitAsync(Gate.Patience);

        Assert.Equal(0, _shelf.Doubles);
        Assert.True(_shelf.Instances > Keys);
        int total = 0;
        for (int key = 0; key < Keys; key++)
        {
            int[] things = [.. (await Get(host, $"cart-{key}").AskAsync(new GetNotes())).Select(int.Parse)];
            total += things.Length;
            for (int sender = 0; sender < Senders; sender++)
            {
                int[] ofSender = [.. things.Where(thing => thing / Messages == sender)];
                Assert.Equal(ofSender.Order(), ofSender);
            }
        }

        Assert.Equal(Senders * Messages, total);
    }

    [Fact]
    public async Task An_actor_that_is_to_leave_before_it_was_started_handles_what_it_has()
    {
        Hurry hurry = new();
        await using TestHost host = await TestHost.StartAsync(
            actors => actors.AddKeyed<Cart>(), _time, builder => builder.Services.AddSingleton(_shelf).AddSingleton<ActorInterceptor>(hurry));
        (IActorRef<Cart> first, IActorRef<Cart> second) = (Get(host, "one"), Get(host, "one"));
        hurry.BeforeTheStart = () =>
        {
            second.Tell(new Put(1));
            hurry.Leaving = second.StopAsync();
            Assert.True(SpinWait.SpinUntil(() => hurry.Leaving is { IsCompleted: true }, Gate.Patience));
        };

        first.Tell(new Put(2));
        await hurry.Leaving!.WaitAsync(Gate.Patience);

        string[] things = await first.AskAsync(new GetNotes());
        Assert.Equal(["1", "2"], things.Order());
    }

    [Fact]
    public async Task A_failed_actor_is_restarted_and_others_do_not_notice_however_often()
    {
        await using TestHost host = await StartAsync();
        int other = await Get(host, "other").AskAsync(new GetInstance());

        for (int round = 0; round < 50; round++)
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await Get(host, "bad").AskAsync(new AskFail(new InvalidOperationException("bad"))));

        Assert.Equal(other, await Get(host, "other").AskAsync(new GetInstance()));
    }

    [Fact]
    public async Task An_actor_that_its_strategy_stops_is_made_anew_by_the_next_message()
    {
        await using TestHost host = await StartAsync(options => options.Strategy = new OneForOneStrategy(decide: _ => Directive.Stop));
        IActorRef<Cart> cart = Get(host, "one");

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await cart.AskAsync(new AskFail(new InvalidOperationException("bad"))));
        await _shelf.Left.Passed;

        Assert.Equal(2, await cart.AskAsync(new GetInstance()));
    }

    [Fact]
    public async Task An_actor_that_cannot_start_tells_who_asks_and_tries_again_with_the_next_message()
    {
        await using TestHost host = await StartAsync();
        IActorRef<Cart> cart = Get(host, "one");
        _shelf.Failure = new InvalidOperationException("no storage");

        await Assert.ThrowsAsync<ActorStartException>(async () => await cart.AskAsync(new GetInstance()));
        _shelf.Failure = null;

        Assert.Equal(1, await cart.AskAsync(new GetInstance()));
    }

    [Fact]
    public async Task The_shutdown_drains_the_actors_and_then_nobody_takes_messages()
    {
        TestHost host = await StartAsync();
        await using (host)
        {
            IActorRef<Cart>[] carts = [.. Enumerable.Range(0, 100).Select(key => Get(host, $"cart-{key}"))];
            for (int number = 0; number < 1000; number++) carts[number % 100].Tell(new Put(number));

            await host.StopAsync();

            Assert.Equal(1000, _shelf.Things.Values.Sum(things => things.Count));
            Assert.Equal(0, _shelf.Alive);
            Assert.Equal(TellStatus.Stopped, carts[0].TryTell(new Put(0)));
            await Assert.ThrowsAsync<ActorStoppedException>(async () => await carts[0].AskAsync(new GetInstance()));
        }
    }

    [Fact]
    public async Task More_than_the_most_are_in_memory_only_while_they_have_work()
    {
        await using TestHost host = await StartAsync(options => options.MaxActivations = 10);

        for (int key = 0; key < 200; key++)
        {
            await Get(host, $"cart-{key}").AskAsync(new GetInstance());
            // Time passes, and with it the timer runs that was set for now.
            _time.Advance(TimeSpan.FromMilliseconds(1));
            while (_shelf.Alive > 11) await Task.Yield();
        }

        Assert.Equal(200, _shelf.Instances);
        Assert.InRange(_shelf.MostAlive, 10, 30);
        Assert.Equal(0, _shelf.Doubles);
    }

    [Fact]
    public async Task A_key_may_be_any_text()
    {
        await using TestHost host = await StartAsync();

        Assert.Equal("a/b \n ü a/b \n ü /Cart/a%2Fb%20%0A%20%C3%BC", await Get(host, "a/b \n ü").AskAsync(new GetKey()));
        Assert.Throws<ArgumentException>(() => Get(host, ""));
    }

    [Fact]
    public async Task A_class_that_was_not_added_says_how_to_add_it()
    {
        await using TestHost host = await StartAsync();

        ActorNotRegisteredException error = Assert.Throws<ActorNotRegisteredException>(() => host.Host.Services.GetRequiredService<IKeyedActors>().Get<Probe>("one"));

        Assert.Equal("Probe is no keyed actor. Add it: services.AddActors(actors => actors.AddKeyed<Probe>()).", error.Message);
    }

    [Fact]
    public async Task An_actor_that_was_spawned_has_no_key()
    {
        await using TestHost host = await StartAsync();
        IActorRef<Keyless> actor = host.System.Spawn<Keyless>();

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await actor.AskAsync(new GetKey()));
    }

    [Fact]
    public async Task A_keyed_actor_may_be_made_by_a_function_and_gives_away_an_address_that_stays_valid()
    {
        await using TestHost host = await TestHost.StartAsync(actors => actors.AddKeyed((_, key) => new Mirror(key), name: "mirrors"));
        IKeyedActors actors = host.Host.Services.GetRequiredService<IKeyedActors>();

        IActorRef<Mirror> self = await actors.Get<Mirror>("one").AskAsync(new GetMe());
        await self.StopAsync();
        IActorRef<Mirror> again = await self.AskAsync(new GetMe());

        Assert.Equal("/mirrors/one", again.Path.Value);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(-5, null)]
    [InlineData(1, 0)]
    public void Options_out_of_range_are_refused_at_the_door(int idleSeconds, int? max)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => TestHost.Build(actors => actors.AddKeyed<Cart>(cart =>
        {
            cart.IdleTimeout = TimeSpan.FromSeconds(idleSeconds);
            cart.MaxActivations = max;
        })));
    }

    [Fact]
    public async Task Very_many_keys_come_and_go()
    {
        const int Keys = 100_000;
        await using TestHost host = await TestHost.StartAsync(
            actors => actors.AddKeyed<Keyless>(), _time, builder => builder.Logging.SetMinimumLevel(LogLevel.Information));
        IKeyedActors actors = host.Host.Services.GetRequiredService<IKeyedActors>();

        for (int key = 0; key < Keys; key++) actors.Get<Keyless>($"{key}").Tell(new Put(key));
        for (int quarter = 0; quarter < 6; quarter++)
        {
            _time.Advance(TimeSpan.FromSeconds(30));
            // The last of them has done its work before it is looked at.
            if (quarter == 0) await actors.Get<Keyless>($"{Keys - 1}").AskAsync(new GetInstance());
        }

        SystemAccount account = host.System.GetAccount();
        while (account.Actors.Count > 100 || account.Pending != 0)
        {
            await Task.Delay(20);
            _time.Advance(TimeSpan.FromSeconds(30));
            account = host.System.GetAccount();
        }

        Assert.Equal(Keys + 1, account.Handled);
    }

    private static IActorRef<Cart> Get(TestHost host, string key) => host.Host.Services.GetRequiredService<IKeyedActors>().Get<Cart>(key);

    private Task<TestHost> StartAsync(Action<KeyedOptions>? configure = null) =>
        TestHost.StartAsync(actors => actors.AddKeyed<Cart>(configure), _time, builder => builder.Services.AddSingleton(_shelf));

    private sealed class Keyless : Actor, IHandle<Put>, IHandle<GetKey, string>, IHandle<GetInstance, int>
    {
        public ValueTask HandleAsync(Put message, CancellationToken cancellationToken) => default;

        public ValueTask<string> HandleAsync(GetKey request, CancellationToken cancellationToken) => new(Context.Key);

        public ValueTask<int> HandleAsync(GetInstance request, CancellationToken cancellationToken) => new(0);
    }

    private sealed class Hurry : ActorInterceptor
    {
        public Action? BeforeTheStart { get; set; }

        public Task? Leaving { get; set; }

        public override void OnSpawned(ActorPath actor)
        {
            Action? once = BeforeTheStart;
            BeforeTheStart = null;
            once?.Invoke();
        }
    }

    private sealed record GetMe : IRequest<GetMe, IActorRef<Mirror>>;

    private sealed class Mirror(string key) : Actor, IHandle<GetMe, IActorRef<Mirror>>
    {
        public ValueTask<IActorRef<Mirror>> HandleAsync(GetMe request, CancellationToken cancellationToken) => new(key == Context.Key ? this.Self() : null!);
    }
}
