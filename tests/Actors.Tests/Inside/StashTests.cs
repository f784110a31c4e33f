using Actors.Mailboxes;
using Actors.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Tests.Inside;

public class StashTests
{
    private readonly Chronicle _chronicle = new();

    [Fact]
    public async Task What_was_put_aside_is_handled_before_the_mailbox_in_its_order()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Shop> shop = Spawn(host);
        (Gate entered, Gate release) = (new Gate(), new Gate());
        shop.Tell(new Sell("a"));
        shop.Tell(new Sell("b"));
        Task<string> asked = shop.AskAsync(new Buy("c")).AsTask();
        shop.Tell(new Hold(entered, release));
        await entered.Passed;
        shop.Tell(new Open());
        shop.Tell(new Sell("d"));
        release.Open();

        Assert.Equal("bought c", await asked);
        Assert.Equal("bought e", await shop.AskAsync(new Buy("e")));
        Assert.Equal(["sold a", "sold b", "bought c", "sold d", "bought e"], _chronicle.Lines);
    }

    [Fact]
    public async Task One_can_be_taken_out_at_a_time()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Shop> shop = Spawn(host);
        shop.Tell(new Sell("a"));
        shop.Tell(new Sell("b"));

        shop.Tell(new Open(One: true));

        Assert.Equal("bought c", await shop.AskAsync(new Buy("c")));
        Assert.Equal(["sold a", "bought c"], _chronicle.Lines);
        shop.Tell(new Open(One: true));
        await shop.AskAsync(new Buy("d"));
        Assert.Equal(["sold a", "bought c", "sold b", "bought d"], _chronicle.Lines);
    }

    [Fact]
    public async Task A_message_may_be_put_aside_again()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Shop> shop = Spawn(host);
        shop.Tell(new Sell("a"));
        shop.Tell(new Sell("b"));
        shop.Tell(new Peek());
        shop.Tell(new Peek());
        shop.Tell(new Open());

        await shop.AskAsync(new Buy("c"));

        Assert.Equal(["sold a", "sold b", "bought c"], _chronicle.Lines);
    }

    [Fact]
    public async Task A_handler_that_awaits_may_put_its_message_aside_as_well()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Shop> shop = Spawn(host);
        Task<string> asked = shop.AskAsync(new BuyLater("a")).AsTask();
        shop.Tell(new Open());

        Assert.Equal("bought a", await asked);
        Assert.Equal(0, host.Log.Count(3001));
    }

    [Fact]
    public async Task An_interceptor_sees_a_message_each_time_and_no_failure()
    {
        Onlooker onlooker = new();
        await using TestHost host = await TestHost.StartAsync(configure: builder => builder.Services.AddSingleton<ActorInterceptor>(onlooker));
        IActorRef<Shop> shop = Spawn(host);
        shop.Tell(new Sell("a"));
        shop.Tell(new Open());
        await shop.AskAsync(new Buy("b"));

        Assert.Equal(["Sell", "Open", "Sell", "Buy"], onlooker.Seen);
        Assert.Equal(["sold a", "bought b"], _chronicle.Lines);
    }

    [Fact]
    public async Task A_message_that_is_put_aside_is_pending_and_its_asker_times_out_as_ever()
    {
        FakeTimeProvider time = new();
        await using TestHost host = await TestHost.StartAsync(time: time);
        IActorRef<Shop> shop = Spawn(host);
        Task<string> asked = shop.AskAsync(new Buy("a"), TimeSpan.FromSeconds(1)).AsTask();
        shop.Tell(new Sell("b"));
        await shop.AskAsync(new Count());

        // The one that counts may not have been written off yet.
        Assert.InRange(host.System.GetAccount().Pending, 2, 3);
        time.Advance(TimeSpan.FromSeconds(1.1));
        await Assert.ThrowsAsync<AskTimeoutException>(() => asked);
        shop.Tell(new Open());
        await shop.AskAsync(new Buy("c"));

        Assert.Equal(["sold b", "bought c"], _chronicle.Lines);
    }

    [Fact]
    public async Task A_stopping_actors_stash_becomes_dead_letters_and_its_askers_are_told()
    {
        await using TestHost host = await TestHost.StartAsync();
        Letters letters = Letters.Of(host.System);
        IActorRef<Shop> shop = Spawn(host);
        shop.Tell(new Sell("a"));
        Task<string> asked = shop.AskAsync(new Buy("b")).AsTask();
        await shop.AskAsync(new Count());

        await shop.StopAsync();

        await Assert.ThrowsAsync<ActorStoppedException>(() => asked);
        Assert.Equal([(new Sell("a"), DeadLetterReason.StoppedBeforeHandling), (new Buy("b"), DeadLetterReason.StoppedBeforeHandling)], letters.All.Select(letter => (letter.Message, letter.Reason)));
    }

    [Fact]
    public async Task A_restart_takes_everything_out_for_the_new_instance()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Shop> shop = Spawn(host);
        shop.Tell(new Sell("a"));
        shop.Tell(new Fail(new NotSupportedException()));
        Assert.Equal(1, await shop.AskAsync(new Count()));

        shop.Tell(new Open());
        await shop.AskAsync(new Buy("b"));

        Assert.Equal(["sold a", "bought b"], _chronicle.Lines);
    }

    [Fact]
    public async Task A_full_stash_is_a_failure_that_says_so()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Shop> shop = host.System.Spawn(() => new Shop(_chronicle), "shop", new SpawnOptions { StashCapacity = 2 });
        shop.Tell(new Sell("a"));
        shop.Tell(new Sell("b"));

        StashFullException error = await Assert.ThrowsAsync<StashFullException>(async () => await shop.AskAsync(new Buy("c")));

        Assert.Equal("The stash of /shop is full (2 messages). Raise SpawnOptions.StashCapacity, or unstash in time.", error.Message);
        Assert.Equal((new ActorPath("/shop"), 2), (error.Actor, error.Capacity));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpawnOptions { StashCapacity = 0 });
    }

    [Fact]
    public async Task A_handler_that_forgets_to_return_what_Stash_gives_is_found_out()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Shop> shop = Spawn(host);
        shop.Tell(new Forget());

        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await shop.AskAsync(new Buy("a")));

        Assert.Contains("did not return what it gave", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stash_does_not_take_up_room_in_a_bounded_mailbox()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Shop> shop = host.System.Spawn(() => new Shop(_chronicle), options: new SpawnOptions { Mailbox = new BoundedMailbox(1) });
        for (int number = 0; number < 100; number++) await shop.TellAsync(new Sell($"{number}"));
        await shop.TellAsync(new Open());
        await shop.TellAsync(new Sell("last"));

        await _chronicle.Has("sold last");

        Assert.Equal([.. Enumerable.Range(0, 100).Select(number => $"sold {number}"), "sold last"], _chronicle.Lines);
    }

    private IActorRef<Shop> Spawn(TestHost host) => host.System.Spawn(() => new Shop(_chronicle), "shop");

    private sealed record Open(bool One = false);

    private sealed record Peek;

    private sealed record Forget;

    private sealed record Sell(string What);

    private sealed record Buy(string What) : IRequest<Buy, string>;

    private sealed record BuyLater(string What) : IRequest<BuyLater, string>;

    private sealed record Count : IRequest<Count, int>;

    private sealed class Shop(Chronicle chronicle) : Actor,
        IHandle<Open>, IHandle<Peek>, IHandle<Forget>, IHandle<Sell>, IHandle<Buy, string>, IHandle<BuyLater, string>, IHandle<Hold>, IHandle<Fail>, IHandle<Count, int>
    {
        private bool _isOpen;
        private bool _isForgetful;

        public ValueTask HandleAsync(Open message, CancellationToken cancellationToken)
        {
            _isOpen = true;
            if (message.One) this.Unstash();
            else this.UnstashAll();
            return default;
        }

        public ValueTask HandleAsync(Peek message, CancellationToken cancellationToken)
        {
            this.UnstashAll();
            return default;
        }

        public ValueTask HandleAsync(Forget message, CancellationToken cancellationToken)
        {
            _isForgetful = true;
#pragma warning disable CA2012 // It is what the test is about.
            _ = this.Stash();
#pragma warning restore CA2012
            return default;
        }

        public ValueTask HandleAsync(Sell message, CancellationToken cancellationToken) =>
            _isOpen ? chronicle.Write($"sold {message.What}") : this.Stash();

        public ValueTask<string> HandleAsync(Buy request, CancellationToken cancellationToken)
        {
            if (!_isOpen) return this.Stash(request);
            Assert.False(_isForgetful);
            chronicle.Add($"bought {request.What}");
            return new($"bought {request.What}");
        }

        public async ValueTask<string> HandleAsync(BuyLater request, CancellationToken cancellationToken)
        {
            await Task.Yield();
            if (!_isOpen) return await this.Stash(request);
            return $"bought {request.What}";
        }

        public async ValueTask HandleAsync(Hold message, CancellationToken cancellationToken)
        {
            message.Entered.Open();
            await message.Release.Passed;
        }

        public ValueTask HandleAsync(Fail message, CancellationToken cancellationToken) => throw message.Error;

        public ValueTask<int> HandleAsync(Count request, CancellationToken cancellationToken) => new(this.StashCount());
    }

    private sealed class Onlooker : ActorInterceptor
    {
        public List<string> Seen { get; } = [];

        public override async ValueTask InterceptAsync(ActorPath actor, object message, Func<ValueTask> handle)
        {
            Seen.Add(message.GetType().Name);
            await handle();
        }
    }
}
