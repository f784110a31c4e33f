using Actors.Supervision;
using Actors.Tests.Support;

namespace Actors.Tests;

/// <summary>E1 to E3 and S3 of the OTP checklist: who is restarted after what.</summary>
public class RestartTypeTests
{
    private static readonly Fail Failure = new(new InvalidOperationException("bad"));

    [Fact]
    public async Task A_transient_actor_is_restarted_after_a_failure_and_ends_when_it_stops_itself()
    {
        await using CrewHost host = await CrewHost.StartAsync(new OneForOneStrategy());
        IActorRef<Member> member = await host.HireAsync("a", options => Assert.Equal(RestartType.Transient, options.Restart));

        member.Tell(Failure);
        Assert.Equal(2, await member.AskAsync(new GetLife()));
        member.Tell(new StopYourself());
        await member.StopAsync().WaitAsync(Gate.Patience);

        Assert.Equal(["a starts", "a restarting", "a restarted", "a stops"], host.Roll.Lines);
    }

    [Fact]
    public async Task A_permanent_actor_is_restarted_after_it_stopped_itself_with_its_mailbox_kept()
    {
        await using CrewHost host = await CrewHost.StartAsync(new OneForOneStrategy());
        IActorRef<Member> member = await host.HireAsync("a", options => options.Restart = RestartType.Permanent);
        (Gate entered, Gate release) = (new Gate(), new Gate());
        member.Tell(new Hold(entered, release));
        await entered.Passed;
        member.Tell(new StopYourself());
        member.Tell(new Note("waited"));

        release.Open();

        Assert.Equal(2, await member.AskAsync(new GetLife()));
        Assert.Equal(["a starts", "a restarting", "a restarted", "a notes waited"], host.Roll.Lines);
        Assert.Equal("/crew/a stopped itself, and is restarted because it is permanent.", Assert.IsType<ActorStoppedException>(host.Roll.Errors["a"]).Message);
        Assert.Equal(1, host.Log.Count(3002));
    }

    [Fact]
    public async Task A_permanent_actor_that_stops_itself_too_often_makes_its_supervisor_fail()
    {
        await using CrewHost host = await CrewHost.StartAsync(new OneForOneStrategy(1, TimeSpan.FromHours(1)));
        IActorRef<Member> member = await host.HireAsync("a", options => options.Restart = RestartType.Permanent);

        member.Tell(new StopYourself());
        member.Tell(new StopYourself());
        await member.AskAsync(new GetLife()).AsTask().ContinueWith(_ => { }, TaskScheduler.Default);

        Assert.Equal(2, await host.Crew.AskAsync(new GetLife()));
        Assert.IsType<ActorRestartLimitException>(host.Roll.Errors["crew"]);
    }

    [Fact]
    public async Task A_permanent_actor_takes_its_siblings_along_as_its_strategy_says()
    {
        await using CrewHost host = await CrewHost.StartAsync(new AllForOneStrategy());
        IActorRef<Member> permanent = await host.HireAsync("a", options => options.Restart = RestartType.Permanent);
        IActorRef<Member> other = await host.HireAsync("b", configure: null);

        permanent.Tell(new StopYourself());

        Assert.Equal("2, 2", await CrewHost.LivesAsync(permanent, permanent, other));
        Assert.StartsWith("/crew/a failed, and is restarted with its siblings", host.Roll.Errors["b"].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_permanent_actor_that_is_stopped_from_outside_ends_for_good()
    {
        await using CrewHost host = await CrewHost.StartAsync(new OneForOneStrategy());
        IActorRef<Member> stopped = await host.HireAsync("a", options => options.Restart = RestartType.Permanent);
        IActorRef<Member> drained = await host.HireAsync("b", options => options.Restart = RestartType.Permanent);

        stopped.Stop();
        await stopped.StopAsync().WaitAsync(Gate.Patience);
        await drained.StopAsync().WaitAsync(Gate.Patience);

        Assert.Equal(0, host.Log.Count(3002));
    }

    [Fact]
    public async Task A_temporary_actor_ends_with_its_first_failure_which_is_not_counted()
    {
        await using CrewHost host = await CrewHost.StartAsync(new OneForOneStrategy(maxRestarts: 0));
        IActorRef<Member> member = await host.HireAsync("a", options => options.Restart = RestartType.Temporary);

        await Assert.ThrowsAsync<FormatException>(async () => await member.AskAsync(new AskFail(new FormatException())));
        await member.StopAsync().WaitAsync(Gate.Patience);

        Assert.Equal(1, await host.Crew.AskAsync(new GetLife()));
        Assert.Equal(["a starts", "a stops"], host.Roll.Lines);
        Assert.Equal(1, host.Log.Count(3004));
    }

    [Fact]
    public async Task A_temporary_actor_takes_no_sibling_along()
    {
        await using CrewHost host = await CrewHost.StartAsync(new AllForOneStrategy());
        IActorRef<Member> other = await host.HireAsync("a", configure: null);
        IActorRef<Member> temporary = await host.HireAsync("b", options => options.Restart = RestartType.Temporary);

        temporary.Tell(Failure);
        await temporary.StopAsync().WaitAsync(Gate.Patience);

        Assert.Equal(1, await other.AskAsync(new GetLife()));
    }

    [Theory]
    [InlineData(RestartType.Permanent)]
    [InlineData(RestartType.Transient)]
    [InlineData(RestartType.Temporary)]
    public async Task An_actor_that_stops_itself_in_its_first_hook_has_nothing_to_do_and_ends(RestartType restart)
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Idler> actor = host.System.Spawn(() => new Idler(), options: new SpawnOptions { Restart = restart });

        await Assert.ThrowsAsync<ActorStoppedException>(async () => await actor.AskAsync(new GetLife()));
        await actor.StopAsync().WaitAsync(Gate.Patience);

        Assert.Equal((1, 1, 0), (host.Log.Count(2001), host.Log.Count(2002), host.Log.Count(3002)));
    }

    [Fact]
    public async Task A_strategy_may_let_the_instance_go_on()
    {
        await using CrewHost host = await CrewHost.StartAsync(new OneForOneStrategy(maxRestarts: 0, decide: _ => Directive.Resume));
        IActorRef<Member> member = Assert.Single(await host.HireAsync("a"));

        await Assert.ThrowsAsync<FormatException>(async () => await member.AskAsync(new AskFail(new FormatException())));

        Assert.Equal(1, await member.AskAsync(new GetLife()));
        Assert.Empty(host.Roll.Lines);
        Assert.Equal(1, host.Log.Count(3006));
        Assert.Equal(1, host.Host.System.GetAccount().Faulted);
    }

    [Fact]
    public async Task Where_there_is_no_instance_to_go_on_with_the_actor_is_restarted()
    {
        await using CrewHost host = await CrewHost.StartAsync(
            new OneForOneStrategy(decide: failure => failure.Error is NotSupportedException ? Directive.Resume : Directive.Restart));
        IActorRef<Member> member = Assert.Single(await host.HireAsync("a"));
        host.Roll.FailStarts("a", 1);

        member.Tell(Failure);

        Assert.Equal(3, await member.AskAsync(new GetLife()));
    }

    [Fact]
    public async Task A_restart_type_that_is_none_is_refused_at_the_door()
    {
        await using TestHost host = await TestHost.StartAsync();

        ArgumentException error = Assert.Throws<ArgumentException>(() => host.System.Spawn(() => new Idler(), options: new SpawnOptions { Restart = (RestartType)7 }));

        Assert.StartsWith("SpawnOptions.Restart is 7, which is no restart type.", error.Message, StringComparison.Ordinal);
    }

    private sealed class Idler : Actor, IHandle<GetLife, int>
    {
        public ValueTask<int> HandleAsync(GetLife request, CancellationToken cancellationToken) => new(1);

        protected override ValueTask OnStartAsync(CancellationToken cancellationToken)
        {
            Context.Stop();
            return default;
        }
    }
}
