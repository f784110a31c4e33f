using Actors.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Tests;

public class LifecycleTests
{
    private readonly Journal _journal = new();

    [Fact]
    public async Task A_life_is_start_messages_stop()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));

        actor.Tell(new Note("message"));
        await actor.StopAsync();

        Assert.Equal(["start", "message", "stop"], _journal.Lines);
    }

    [Fact]
    public async Task Stopping_twice_stops_once()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));
        await actor.AskAsync(new GetLife());

        actor.Stop();
        actor.Stop();
        await Task.WhenAll(actor.StopAsync(), actor.StopAsync());

        Assert.Equal(1, _journal.Lines.Count(line => line == "stop"));
    }

    [Fact]
    public async Task An_actor_may_stop_itself_and_what_waits_becomes_dead_letters()
    {
        await using TestHost host = await TestHost.StartAsync();
        Letters letters = Letters.Of(host.System);
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal), "one");
        (Gate entered, Gate release) = (new Gate(), new Gate());
        actor.Tell(new Hold(entered, release));
        actor.Tell(new StopYourself());
        actor.Tell(new Note("waits"));
        await entered.Passed;

        release.Open();
        await actor.StopAsync().WaitAsync(Gate.Patience);

        Assert.Equal([new DeadLetter(new ActorPath("/one"), new Note("waits"), DeadLetterReason.StoppedBeforeHandling)], letters.All);
    }

    [Fact]
    public async Task A_wait_for_the_end_may_be_given_up()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));
        (Gate entered, Gate release) = (new Gate(), new Gate());
        actor.Tell(new Hold(entered, release));
        await entered.Passed;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => actor.StopAsync(new CancellationToken(canceled: true)));

        release.Open();
        await actor.StopAsync();
    }

    [Fact]
    public async Task The_first_hook_is_over_before_the_first_message()
    {
        await using TestHost host = await TestHost.StartAsync();
        Gate start = new();
        IActorRef<SlowStarter> actor = host.System.Spawn(() => new SlowStarter(start));

        ValueTask<bool> ask = actor.AskAsync(new HasStarted());
        start.Open();

        Assert.True(await ask);
    }

    [Fact]
    public async Task An_actor_that_cannot_start_tells_those_who_asked_it()
    {
        await using TestHost host = await TestHost.StartAsync();
        Letters letters = Letters.Of(host.System);
        Gate made = new();
        IActorRef<Probe> actor = host.System.Spawn<Probe>(() =>
        {
            made.Passed.Wait(Gate.Patience);
            throw new NotSupportedException("no such thing");
        });
        Task<int> ask = actor.AskAsync(new GetLife()).AsTask();
        actor.Tell(new Note("waits"));

        made.Open();

        ActorStartException error = await Assert.ThrowsAsync<ActorStartException>(() => ask);
        Assert.IsType<NotSupportedException>(error.InnerException);
        await actor.StopAsync();
        await Assert.ThrowsAsync<ActorStartException>(async () => await actor.AskAsync(new GetLife()));
        Assert.All(letters.All, letter => Assert.Equal(DeadLetterReason.StartFailed, letter.Reason));
        Assert.Equal(2, letters.All.Count);
        Assert.Equal(1, host.Log.Count(2003));
    }

    [Fact]
    public async Task A_stop_hook_that_throws_does_not_keep_the_actor_from_ending()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<BadEnder> actor = host.System.Spawn(() => new BadEnder());

        await actor.StopAsync().WaitAsync(Gate.Patience);

        Assert.Equal("OnStopAsync of /$1 threw", host.Log.Single(2004));
    }

    [Fact]
    public async Task A_disposal_that_throws_does_not_keep_the_actor_from_ending()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<BadLeaver> actor = host.System.Spawn(() => new BadLeaver());

        await actor.StopAsync().WaitAsync(Gate.Patience);

        Assert.Equal("Disposing /$1 threw", host.Log.Single(2005));
    }

    [Fact]
    public async Task A_child_may_be_made_by_its_constructor_or_from_services()
    {
        await using TestHost host = await TestHost.StartAsync(configure: builder => builder.Services.AddSingleton(_journal));
        IActorRef<Nursery> nursery = host.System.Spawn<Nursery>();

        (IActorRef<Probe> injected, IActorRef<Probe> made) = await nursery.AskAsync(new GetChildren());

        Assert.Equal([1, 2], new[] { await injected.AskAsync(new GetLife()), await made.AskAsync(new GetLife()) }.Order());
        Assert.Equal(("/$1/injected", "/$1/made"), (injected.ToString(), made.Path.ToString()));
        Assert.Equal("made", made.Path.Name);
    }

    [Fact]
    public async Task A_class_without_a_public_constructor_is_refused_at_the_door()
    {
        await using TestHost host = await TestHost.StartAsync();

        ArgumentException error = Assert.Throws<ArgumentException>(() => host.System.Spawn<Closed>());

        Assert.Equal("Closed has no public constructor. Give it one, or spawn it with a function that makes it.", error.Message);
    }

    [Fact]
    public async Task An_actor_spawned_as_its_base_class_says_why_it_has_no_address_of_its_own_type()
    {
        await using TestHost host = await TestHost.StartAsync();
        Exception? error = null;

        IActorRef<Actor> actor = host.System.Spawn<Actor>(() => new SelfSeeker(thrown => error = thrown));
        await actor.StopAsync();

        Assert.StartsWith("/$1 was spawned as a base type of SelfSeeker", Assert.IsType<InvalidOperationException>(error).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_may_have_128_characters_and_no_more()
    {
        await using TestHost host = await TestHost.StartAsync();

        host.System.Spawn(() => new Probe(_journal), new string('n', 128));

        Assert.Throws<ActorNameException>(() => host.System.Spawn(() => new Probe(_journal), new string('n', 129)));
    }

    [Fact]
    public async Task Each_life_has_a_scope_of_its_own_that_ends_with_it()
    {
        await using TestHost host = await TestHost.StartAsync(configure: builder => builder.Services.AddSingleton(_journal).AddScoped<Resource>());
        IActorRef<Holder> actor = host.System.Spawn<Holder>();

        await Assert.ThrowsAsync<FormatException>(async () => await actor.AskAsync(new AskFail(new FormatException())));
        await actor.StopAsync();

        Assert.Equal(["resource made", "actor disposed", "resource disposed", "resource made", "actor disposed", "resource disposed"], _journal.Lines);
    }

    [Fact]
    public async Task There_is_no_context_in_the_constructor()
    {
        await using TestHost host = await TestHost.StartAsync();
        Exception? error = null;

        IActorRef<Eager> actor = host.System.Spawn(() => new Eager(ref error));
        await actor.StopAsync();

        Assert.StartsWith("Eager has no context while its constructor runs", Assert.IsType<InvalidOperationException>(error).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_actor_tells_itself_with_its_own_type()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Countdown> actor = host.System.Spawn(() => new Countdown());

        Gate done = new();
        actor.Tell(new Down(100, done));
        await done.Passed;

        Assert.Equal(101, host.System.GetAccount().Accepted);
    }

    [Fact]
    public async Task Children_stop_before_their_parent_the_last_started_first()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Family> actor = host.System.Spawn(() => new Family(_journal, depth: 0), "top");

        await actor.StopAsync();

        Assert.Equal(
            ["/top/b/b stops", "/top/b/a stops", "/top/b stops", "/top/a/b stops", "/top/a/a stops", "/top/a stops", "/top stops"],
            _journal.Lines);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_actor_that_ends_takes_no_more_children_whether_or_not_it_had_some(bool hadSome)
    {
        await using TestHost host = await TestHost.StartAsync();
        LateParent parent = new(hadSome);

        await host.System.Spawn(() => parent).StopAsync();

        Assert.Contains("is stopping and starts no more children.", parent.Refused?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_free_when_its_actor_has_ended()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> first = host.System.Spawn(() => new Probe(_journal), "name");

        ActorNameException error = Assert.Throws<ActorNameException>(() => host.System.Spawn(() => new Probe(_journal), "name"));
        await first.StopAsync();
        IActorRef<Probe> second = host.System.Spawn(() => new Probe(_journal), "name");

        Assert.Equal("Actor 'name' already exists under /. Stop it first and await its end, or choose another name.", error.Message);
        Assert.Equal(2, await second.AskAsync(new GetLife()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("$1")]
    [InlineData("a\n")]
    public async Task A_name_that_is_none_is_refused_with_a_sentence(string name)
    {
        await using TestHost host = await TestHost.StartAsync();

        ActorNameException error = Assert.Throws<ActorNameException>(() => host.System.Spawn(() => new Probe(_journal), name));

        Assert.Equal(name, error.Name);
        Assert.Contains("name", error.Message, StringComparison.Ordinal);
    }

    private sealed record HasStarted : IRequest<HasStarted, bool>;

    private sealed class SlowStarter(Gate start) : Actor, IHandle<HasStarted, bool>
    {
        private bool _hasStarted;

        public ValueTask<bool> HandleAsync(HasStarted request, CancellationToken cancellationToken) => new(_hasStarted);

        protected override async ValueTask OnStartAsync(CancellationToken cancellationToken)
        {
            await start.Passed;
            _hasStarted = true;
        }
    }

    private sealed class BadEnder : Actor
    {
        protected override ValueTask OnStopAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private sealed class BadLeaver : Actor, IDisposable
    {
        public void Dispose() => throw new NotSupportedException();
    }

    private sealed record GetChildren : IRequest<GetChildren, (IActorRef<Probe>, IActorRef<Probe>)>;

    private sealed class Nursery : Actor, IHandle<GetChildren, (IActorRef<Probe>, IActorRef<Probe>)>
    {
        public ValueTask<(IActorRef<Probe>, IActorRef<Probe>)> HandleAsync(GetChildren request, CancellationToken cancellationToken) =>
            new((Context.Spawn<Probe>("injected"), Context.Spawn(services => new Probe(services.GetRequiredService<Journal>()), "made")));
    }

    private sealed class Closed : Actor
    {
        private Closed()
        {
        }
    }

    private sealed class SelfSeeker(Action<Exception> thrown) : Actor
    {
        protected override ValueTask OnStartAsync(CancellationToken cancellationToken)
        {
            try
            {
                this.Self();
            }
            catch (InvalidOperationException error)
            {
                thrown(error);
            }

            return default;
        }
    }

    private sealed class Resource : IDisposable
    {
        private readonly Journal _journal;

        public Resource(Journal journal)
        {
            _journal = journal;
            _journal.Lines.Enqueue("resource made");
        }

        public void Dispose() => _journal.Lines.Enqueue("resource disposed");
    }

    private sealed class Holder(Journal journal, Resource resource) : Actor, IHandle<AskFail, int>, IAsyncDisposable
    {
        public Resource Resource => resource;

        public ValueTask<int> HandleAsync(AskFail request, CancellationToken cancellationToken) => throw request.Error;

        public ValueTask DisposeAsync()
        {
            journal.Lines.Enqueue("actor disposed");
            return default;
        }
    }

    private sealed class Eager : Actor
    {
        public Eager(ref Exception? error)
        {
            try
            {
                _ = Context;
            }
            catch (InvalidOperationException caught)
            {
                error = caught;
            }
        }
    }

    private sealed record Down(int From, Gate Done);

    private sealed class Countdown : Actor, IHandle<Down>
    {
        public ValueTask HandleAsync(Down message, CancellationToken cancellationToken)
        {
            if (message.From == 0) message.Done.Open();
            else this.Self().Tell(message with { From = message.From - 1 });
            return default;
        }
    }

    private sealed class Family(Journal journal, int depth) : Actor
    {
        protected override ValueTask OnStartAsync(CancellationToken cancellationToken)
        {
            if (depth < 2)
            {
                Context.Spawn(() => new Family(journal, depth + 1), "a");
                Context.Spawn(() => new Family(journal, depth + 1), "b");
            }

            return default;
        }

        protected override ValueTask OnStopAsync(CancellationToken cancellationToken)
        {
            journal.Lines.Enqueue($"{Context.Path} stops");
            return default;
        }
    }

    private sealed class LateParent(bool hadSome) : Actor
    {
        public ActorStoppedException? Refused { get; private set; }

        protected override ValueTask OnStartAsync(CancellationToken cancellationToken)
        {
            if (hadSome) Context.Spawn(() => new Probe(new Journal()));
            return default;
        }

        protected override ValueTask OnStopAsync(CancellationToken cancellationToken)
        {
            Refused = Assert.Throws<ActorStoppedException>(() => Context.Spawn(() => new Probe(new Journal())));
            return default;
        }
    }
}
