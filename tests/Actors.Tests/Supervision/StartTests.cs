using Actors.Supervision;
using Actors.Tests.Support;

namespace Actors.Tests;

/// <summary>S1, S2, A1 to A4, I5 and N1 of the OTP checklist: how actors come under a supervisor, and what it sees of them.</summary>
public class StartTests
{
    private static readonly Fail Failure = new(new InvalidOperationException("bad"));

    [Fact]
    public async Task The_actors_of_the_host_start_one_after_the_other()
    {
        Roll roll = new();
        Gate release = new();
        await using TestHost host = TestHost.Build(actors => actors
            .Add("a", _ => new Slow(roll, release))
            .Add("b", _ => new Member("b", roll)));

        Task start = host.Host.StartAsync();
        await Task.Yield();
        Assert.Empty(roll.Lines);
        release.Open();
        await start.WaitAsync(Gate.Patience);

        Assert.Equal(["a starts", "b starts"], roll.Lines);
    }

    [Fact]
    public async Task One_that_cannot_start_ends_those_before_it_in_reverse_and_is_not_tried_again()
    {
        Roll roll = new();
        roll.FailStarts("c", int.MaxValue);
        await using TestHost host = TestHost.Build(actors => actors
            .Add("a", _ => new Member("a", roll))
            .Add("b", _ => new Member("b", roll))
            .Add("c", _ => new Member("c", roll)));

        ActorStartException error = await Assert.ThrowsAsync<ActorStartException>(() => host.Host.StartAsync());

        Assert.Equal(new ActorPath("/c"), error.Actor);
        Assert.Equal(["a starts", "b starts", "b stops", "a stops"], roll.Lines);
        Assert.Equal(2, roll.NextLife("c"));
    }

    [Fact]
    public async Task A_supervisor_that_waits_for_its_children_starts_them_one_after_the_other()
    {
        Roll roll = new();
        await using TestHost host = await TestHost.StartAsync();
        Gate release = new();

        IActorRef<Patient> supervisor = host.System.Spawn(() => new Patient(roll, release));
        Task started = supervisor.WhenStartedAsync();
        Assert.False(started.IsCompleted);
        release.Open();
        await started.WaitAsync(Gate.Patience);

        Assert.Equal(["a starts", "b starts", "all have started"], roll.Lines);
        // Whoever comes later does not wait.
        await supervisor.WhenStartedAsync().WaitAsync(Gate.Patience);
    }

    [Fact]
    public async Task A_child_that_cannot_start_fails_the_start_of_a_supervisor_that_waits_and_those_before_it_end()
    {
        Roll roll = new();
        roll.FailStarts("b", 1);
        await using TestHost host = await TestHost.StartAsync();
        Gate release = new();
        release.Open();

        IActorRef<Patient> supervisor = host.System.Spawn(() => new Patient(roll, release), "patient");
        ActorStartException error = await Assert.ThrowsAsync<ActorStartException>(() => supervisor.WhenStartedAsync().WaitAsync(Gate.Patience));

        Assert.Equal(new ActorPath("/patient/b"), Assert.IsType<ActorStartException>(error.InnerException).Actor);
        await supervisor.WhenTerminatedAsync().WaitAsync(Gate.Patience);
        Assert.Equal(["a starts", "a stops"], roll.Lines);
        // Whoever comes later is told the same.
        await Assert.ThrowsAsync<ActorStartException>(() => supervisor.WhenStartedAsync());
    }

    [Fact]
    public async Task Who_waits_for_the_start_of_one_that_has_ended_is_told()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Member> member = host.System.Spawn(() => new Member("a", new Roll()));
        await member.StopAsync();

        await Assert.ThrowsAsync<ActorStoppedException>(() => member.WhenStartedAsync());
    }

    [Fact]
    public async Task A_child_that_cannot_start_ends_and_its_supervisor_goes_on()
    {
        await using CrewHost host = await CrewHost.StartAsync(new AllForOneStrategy(maxRestarts: 0));
        IActorRef<Member> other = await host.HireAsync("a", configure: null);
        host.Roll.FailStarts("b", 1);

        IActorRef<Member> failed = await host.Crew.AskAsync(new Hire("b"));
        Terminated end = await failed.WhenTerminatedAsync().WaitAsync(Gate.Patience);

        Assert.Equal(StopReason.Failed, end.Reason);
        Assert.Equal((1, 1), (await host.Crew.AskAsync(new GetLife()), await other.AskAsync(new GetLife())));
        // Its name is free, and the next is the last in order.
        IActorRef<Member> another = await host.HireAsync("b", configure: null);
        Assert.Equal(2, await another.AskAsync(new GetLife()));
    }

    [Fact]
    public async Task A_new_child_is_the_last_in_order()
    {
        await using CrewHost host = await CrewHost.StartAsync(new RestForOneStrategy());
        var members = await host.HireAsync("a", "b");
        await members[0].StopAsync();
        IActorRef<Member> again = await host.HireAsync("a", configure: null);
        host.Roll.Clear();

        members[1].Tell(Failure);

        Assert.Equal("2, 3", await CrewHost.LivesAsync(members[1], members[1], again));
        Assert.Equal(["b restarting", "a restarting", "b restarted", "a restarted"], host.Roll.Lines);
    }

    [Fact]
    public async Task Starting_and_stopping_by_hand_is_not_counted()
    {
        await using CrewHost host = await CrewHost.StartAsync(new OneForOneStrategy(maxRestarts: 1, TimeSpan.FromHours(1)));
        for (int round = 0; round < 10; round++)
        {
            IActorRef<Member> member = await host.HireAsync("a", configure: null);
            await member.StopAsync();
        }

        IActorRef<Member> last = await host.HireAsync("a", configure: null);
        last.Tell(Failure);

        Assert.Equal(12, await last.AskAsync(new GetLife()));
        Assert.Equal(1, await host.Crew.AskAsync(new GetLife()));
    }

    [Fact]
    public async Task A_restarted_child_keeps_its_name_and_one_that_ended_has_given_it_back_when_that_is_told()
    {
        await using CrewHost host = await CrewHost.StartAsync(new OneForOneStrategy());
        IActorRef<Member> member = Assert.Single(await host.HireAsync("a"));
        member.Tell(Failure);
        await member.AskAsync(new GetLife());

        ActorNameException taken = await Assert.ThrowsAsync<ActorNameException>(async () => await host.Crew.AskAsync(new Hire("a")));
        Assert.Equal("a", taken.Name);
        IActorRef<Member> other = await host.HireAsync("b", configure: null);
        other.Stop();
        await other.WhenTerminatedAsync();

        await host.HireAsync("b", configure: null);
    }

    [Fact]
    public async Task What_has_ended_is_started_again_by_spawning_it_again_and_nothing_is_left_to_delete()
    {
        await using CrewHost host = await CrewHost.StartAsync(new OneForOneStrategy());
        var members = await host.HireAsync("a", "b");

        await members[0].StopAsync();
        await members[0].StopAsync();

        Assert.Null(host.Host.System.Find<Member>("/crew/a"));
        IActorRef<Member> again = await host.HireAsync("a", configure: null);
        Assert.Equal(2, await again.AskAsync(new GetLife()));
        await Assert.ThrowsAsync<ActorStoppedException>(async () => await members[0].AskAsync(new GetLife()));
    }

    [Fact]
    public async Task A_hundred_thousand_children_are_counted_and_stopped()
    {
        const int Many = 100_000;
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Nest> nest = host.System.Spawn(() => new Nest(), options: new SpawnOptions { Children = new OneForOneStrategy { StopsChildrenAtOnce = true } });
        int counted = 0;
        IActorRef last = await nest.AskAsync(new Raise(context =>
        {
            IActorRef child = nest;
            for (int number = 0; number < Many; number++) child = context.Spawn(() => new Probe(new Journal()));
            counted = context.Children.Count;
            return child;
        }), Timeout.InfiniteTimeSpan);

        Assert.Equal(Many, counted);
        await nest.StopAsync().WaitAsync(Gate.Patience * 3);
        Assert.Equal(ActorState.Stopped, last.GetState());
    }

    [Fact]
    public async Task A_supervisor_sees_where_its_childrens_lives_are()
    {
        Clockwork time = new();
        await using CrewHost host = await CrewHost.StartAsync(
            new OneForOneStrategy { Backoff = new RestartBackoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)) }, time);
        var members = await host.HireAsync("a", "b", "c");
        (Gate entered, Gate release) = (new Gate(), new Gate());
        members[0].Tell(new Hold(entered, release));
        await entered.Passed;
        members[0].Stop();
        members[1].Tell(Failure);
        while (host.Log.Count(3007) == 0) await Task.Yield();

        Assert.Equal([ActorState.Stopping, ActorState.Restarting, ActorState.Running], members.Select(member => member.GetState()));
        release.Open();
        await members[0].WhenTerminatedAsync().WaitAsync(Gate.Patience);
        Assert.Equal(ActorState.Stopped, members[0].GetState());
    }

    [Fact]
    public async Task An_actor_of_a_host_that_has_not_started_is_starting()
    {
        await using TestHost host = TestHost.Build(actors => actors.Add("a", _ => new Member("a", new Roll())));

        Assert.Equal(ActorState.Starting, host.System.Get<Member>("a").GetState());
    }

    private sealed class Patient(Roll roll, Gate release) : Actor
    {
        protected override async ValueTask OnStartAsync(CancellationToken cancellationToken)
        {
            await Context.Spawn(() => new Slow(roll, release)).WhenStartedAsync(cancellationToken);
            await Context.Spawn(() => new Member("b", roll), "b").WhenStartedAsync(cancellationToken);
            roll.Write("all have started");
        }
    }

    private sealed class Slow(Roll roll, Gate release) : Actor
    {
        protected override async ValueTask OnStartAsync(CancellationToken cancellationToken)
        {
            await release.Passed;
            roll.Write("a starts");
        }

        protected override ValueTask OnStopAsync(CancellationToken cancellationToken)
        {
            roll.Write("a stops");
            return default;
        }
    }
}
