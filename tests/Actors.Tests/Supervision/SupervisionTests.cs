using Actors.Supervision;
using Actors.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Tests;

/// <summary>I1, I2 and I4 of the OTP checklist, and what a failure does to one actor.</summary>
[Collection("One at a time")]
public class SupervisionTests
{
    private readonly Journal _journal = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_failed_actor_is_replaced_with_its_address_and_mailbox_kept(bool afterAwait)
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));
        (Gate entered, Gate release) = (new Gate(), new Gate());
        actor.Tell(new Note("before"));
        actor.Tell(new Hold(entered, release));
        actor.Tell(new Fail(new InvalidOperationException("bad"), afterAwait));
        actor.Tell(new Note("after"));
        await entered.Passed;

        release.Open();

        Assert.Equal(["after"], await actor.AskAsync(new GetNotes()));
        Assert.Equal(["start", "before", "restarting after bad", "restarted", "after"], _journal.Lines);
        Assert.Equal(1, host.System.GetAccount().Restarts);
        Assert.Equal(1, host.System.GetAccount().Faulted);
    }

    [Fact]
    public async Task The_message_that_failed_is_not_handled_again()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));

        actor.Tell(new Fail(new InvalidOperationException("once")));

        Assert.Equal(2, await actor.AskAsync(new GetLife()));
        Assert.Equal(1, host.Log.Count(3001));
    }

    [Fact]
    public async Task As_many_restarts_as_the_window_allows_and_not_one_more()
    {
        FakeTimeProvider time = new();
        await using TestHost host = await TestHost.StartAsync(time: time);
        IActorRef<Parent> parent = host.System.Spawn(() => new Parent(_journal), options: Children(new OneForOneStrategy(2, TimeSpan.FromSeconds(10))));
        IActorRef<Probe> child = await parent.AskAsync(new GetChild());

        child.Tell(new Fail(new InvalidOperationException("1")));
        child.Tell(new Fail(new InvalidOperationException("2")));
        Assert.Equal(3, await child.AskAsync(new GetLife()));
        child.Tell(new Fail(new InvalidOperationException("3")));
        await child.StopAsync().WaitAsync(Gate.Patience);

        Assert.Equal(1, host.Log.Count(3003));
        await Assert.ThrowsAsync<ActorStoppedException>(async () => await child.AskAsync(new GetLife()));
    }

    [Fact]
    public async Task Restarts_that_are_older_than_the_window_do_not_count()
    {
        FakeTimeProvider time = new();
        await using TestHost host = await TestHost.StartAsync(time: time);
        IActorRef<Parent> parent = host.System.Spawn(() => new Parent(_journal), options: Children(new OneForOneStrategy(2, TimeSpan.FromSeconds(10))));
        IActorRef<Probe> child = await parent.AskAsync(new GetChild());

        for (int life = 2; life <= 10; life++)
        {
            child.Tell(new Fail(new InvalidOperationException("again")));
            Assert.Equal(life, await child.AskAsync(new GetLife()));
            time.Advance(TimeSpan.FromSeconds(5.1));
        }

        Assert.Equal(0, host.Log.Count(3003));
    }

    [Fact]
    public async Task A_restart_at_the_edge_of_the_window_still_counts()
    {
        FakeTimeProvider time = new();
        await using TestHost host = await TestHost.StartAsync(time: time);
        IActorRef<Parent> parent = host.System.Spawn(() => new Parent(_journal), options: Children(new OneForOneStrategy(1, TimeSpan.FromSeconds(10))));
        IActorRef<Probe> child = await parent.AskAsync(new GetChild());
        child.Tell(new Fail(new InvalidOperationException("first")));
        Assert.Equal(2, await child.AskAsync(new GetLife()));

        time.Advance(TimeSpan.FromSeconds(10));
        child.Tell(new Fail(new InvalidOperationException("second")));
        await child.StopAsync().WaitAsync(Gate.Patience);

        Assert.Equal(1, host.Log.Count(3003));
    }

    [Fact]
    public async Task Restarts_of_all_children_are_counted_together()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Parent> parent = host.System.Spawn(() => new Parent(_journal), options: Children(new OneForOneStrategy(1, TimeSpan.FromHours(1))));
        IActorRef<Probe> first = await parent.AskAsync(new GetChild());
        IActorRef<Probe> second = await parent.AskAsync(new GetChild());

        await Assert.ThrowsAsync<FormatException>(async () => await first.AskAsync(new AskFail(new FormatException())));
        await first.AskAsync(new GetLife());
        await Assert.ThrowsAsync<FormatException>(async () => await second.AskAsync(new AskFail(new FormatException())));
        await second.StopAsync().WaitAsync(Gate.Patience);

        Assert.Equal(1, host.Log.Count(3003));
    }

    [Fact]
    public async Task A_child_that_fails_too_often_makes_its_parent_fail()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Parent> parent = host.System.Spawn(() => new Parent(_journal), options: Children(new OneForOneStrategy(0)));
        IActorRef<Probe> child = await parent.AskAsync(new GetChild());

        child.Tell(new Fail(new InvalidOperationException("too often")));
        await child.StopAsync().WaitAsync(Gate.Patience);
        await parent.AskAsync(new GetChild());

        Assert.Contains(_journal.Lines, line => line.StartsWith("parent restarting: ActorRestartLimitException", StringComparison.Ordinal));
        ActorRestartLimitException error = Assert.IsType<ActorRestartLimitException>(_journal.Error);
        Assert.Equal((child.Path, 0, TimeSpan.FromSeconds(5)), (error.Actor, error.MaxRestarts, error.Within));
        Assert.Equal("too often", error.InnerException!.Message);
    }

    [Fact]
    public async Task A_strategy_may_stop_the_child_instead()
    {
        await using TestHost host = await TestHost.StartAsync();
        Letters letters = Letters.Of(host.System);
        OneForOneStrategy strategy = new(decide: failure => failure.Error is FormatException ? Directive.Stop : Directive.Restart);
        IActorRef<Parent> parent = host.System.Spawn(() => new Parent(_journal), options: Children(strategy));
        IActorRef<Probe> child = await parent.AskAsync(new GetChild());
        (Gate entered, Gate release) = (new Gate(), new Gate());
        child.Tell(new Hold(entered, release));
        child.Tell(new Fail(new FormatException("stop")));
        child.Tell(new Note("lost with it"));
        await entered.Passed;

        release.Open();
        await child.StopAsync().WaitAsync(Gate.Patience);

        Assert.Equal(["start", "stop"], _journal.Lines);
        Assert.Equal(DeadLetterReason.StoppedBeforeHandling, Assert.Single(letters.All).Reason);
    }

    [Fact]
    public async Task A_strategy_may_pass_the_failure_up()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Parent> parent = host.System.Spawn(() => new Parent(_journal), options: Children(new OneForOneStrategy(decide: _ => Directive.Escalate)));
        IActorRef<Probe> child = await parent.AskAsync(new GetChild());

        child.Tell(new Fail(new InvalidOperationException("up")));
        await child.StopAsync().WaitAsync(Gate.Patience);
        await parent.AskAsync(new GetChild());

        Assert.Contains(_journal.Lines, line => line.StartsWith("parent restarting: ActorEscalatedException", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_strategy_that_throws_passes_the_failure_up()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Parent> parent = host.System.Spawn(() => new Parent(_journal), options: Children(new OneForOneStrategy(decide: _ => throw new NotSupportedException())));
        IActorRef<Probe> child = await parent.AskAsync(new GetChild());

        child.Tell(new Fail(new InvalidOperationException("up")));
        await child.StopAsync().WaitAsync(Gate.Patience);
        await parent.AskAsync(new GetChild());

        Assert.Contains(_journal.Lines, line => line.StartsWith("parent restarting: ActorEscalatedException", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Children_end_before_their_failed_parent_is_replaced()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Parent> parent = host.System.Spawn(() => new Parent(_journal));
        IActorRef<Probe> child = await parent.AskAsync(new GetChild());
        await child.AskAsync(new GetLife());

        parent.Tell(new Fail(new InvalidOperationException("parent's own")));
        IActorRef<Probe> another = await parent.AskAsync(new GetChild());

        Assert.Equal(["start", "stop", "parent restarting: InvalidOperationException"], _journal.Lines.Take(3));
        await Assert.ThrowsAsync<ActorStoppedException>(async () => await child.AskAsync(new GetLife()));
        Assert.Equal(2, await another.AskAsync(new GetLife()));
    }

    [Fact]
    public async Task An_instance_that_cannot_be_made_again_uses_up_the_restarts()
    {
        await using TestHost host = await TestHost.StartAsync();
        int made = 0;
        IActorRef<Probe> actor = host.System.Spawn(
            () => ++made == 1 ? new Probe(_journal) : throw new NotSupportedException("no more"), "brittle");
        // The strategy of the host's actors allows three restarts; then the host is to stop.
        int exitCode = Environment.ExitCode;

        actor.Tell(new Fail(new InvalidOperationException("first")));
        await actor.StopAsync().WaitAsync(Gate.Patience);

        Assert.Equal(1 + 3, made);
        Environment.ExitCode = exitCode;
    }

    private static SpawnOptions Children(SupervisorStrategy strategy) => new() { Children = strategy };

    private sealed record GetChild : IRequest<GetChild, IActorRef<Probe>>;

    private sealed class Parent(Journal journal) : Actor, IHandle<GetChild, IActorRef<Probe>>, IHandle<Fail>
    {
        public ValueTask<IActorRef<Probe>> HandleAsync(GetChild request, CancellationToken cancellationToken) => new(Context.Spawn(() => new Probe(journal)));

        public ValueTask HandleAsync(Fail message, CancellationToken cancellationToken) => throw message.Error;

        protected override ValueTask OnRestartingAsync(Exception error, CancellationToken cancellationToken)
        {
            journal.Error = error;
            journal.Lines.Enqueue($"parent restarting: {error.GetType().Name}");
            return default;
        }
    }
}
