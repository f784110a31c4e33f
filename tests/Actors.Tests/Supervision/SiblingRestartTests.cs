using Actors.Supervision;
using Actors.Tests.Support;

namespace Actors.Tests;

/// <summary>R1 to R5, R7, I3 and I4 of the OTP checklist: siblings that are restarted together.</summary>
public class SiblingRestartTests
{
    private static readonly Fail Failure = new(new InvalidOperationException("bad"));

    [Fact]
    public async Task One_for_one_restarts_only_the_child_that_failed()
    {
        await using CrewHost host = await CrewHost.StartAsync(new OneForOneStrategy());
        var members = await host.HireAsync("a", "b", "c");

        members[1].Tell(Failure);

        Assert.Equal("1, 2, 1", await CrewHost.LivesAsync(members[1], members));
        Assert.Equal(["b restarting", "b restarted"], host.Roll.Lines);
    }

    [Fact]
    public async Task Rest_for_one_restarts_the_child_that_failed_and_those_after_it()
    {
        await using CrewHost host = await CrewHost.StartAsync(new RestForOneStrategy());
        var members = await host.HireAsync("a", "b", "c", "d");

        members[1].Tell(Failure);

        Assert.Equal("1, 2, 2, 2", await CrewHost.LivesAsync(members[1], members));
        Assert.Equal(["b restarting", "d restarting", "c restarting", "b restarted", "c restarted", "d restarted"], host.Roll.Lines);
    }

    [Fact]
    public async Task All_for_one_ends_all_in_reverse_and_begins_all_in_order()
    {
        await using CrewHost host = await CrewHost.StartAsync(new AllForOneStrategy());
        var members = await host.HireAsync("a", "b", "c");

        members[1].Tell(Failure);

        Assert.Equal("2, 2, 2", await CrewHost.LivesAsync(members[1], members));
        Assert.Equal(["b restarting", "c restarting", "a restarting", "a restarted", "b restarted", "c restarted"], host.Roll.Lines);
    }

    [Fact]
    public async Task Siblings_are_told_who_failed()
    {
        await using CrewHost host = await CrewHost.StartAsync(new AllForOneStrategy());
        var members = await host.HireAsync("a", "b");

        members[1].Tell(Failure);
        await CrewHost.LivesAsync(members[1], members);

        Assert.Same(Failure.Error, host.Roll.Errors["b"]);
        ActorSiblingFailedException told = Assert.IsType<ActorSiblingFailedException>(host.Roll.Errors["a"]);
        Assert.Equal(members[1].Path, told.Sibling);
        Assert.Same(Failure.Error, told.InnerException);
        Assert.Equal("/crew/b failed, and is restarted with its siblings: bad", told.Message);
    }

    [Fact]
    public async Task Each_keeps_its_mailbox_and_what_it_was_doing_is_finished_first()
    {
        await using CrewHost host = await CrewHost.StartAsync(new AllForOneStrategy());
        var members = await host.HireAsync("a", "b");
        (Gate entered, Gate release) = (new Gate(), new Gate());
        members[0].Tell(new Hold(entered, release));
        members[0].Tell(new Note("waited"));
        await entered.Passed;

        members[1].Tell(Failure);
        members[1].Tell(new Note("waited too"));
        release.Open();

        Assert.Equal("2, 2", await CrewHost.LivesAsync(members[1], members));
        Assert.Equal(["b restarting", "a restarting", "a restarted", "b restarted"], host.Roll.Lines.Where(line => line.Contains("restart", StringComparison.Ordinal)));
        Assert.Contains("a notes waited", host.Roll.Lines);
        Assert.Contains("b notes waited too", host.Roll.Lines);
    }

    [Fact]
    public async Task Siblings_that_fail_together_are_restarted_once_and_it_counts_as_one()
    {
        await using CrewHost host = await CrewHost.StartAsync(new AllForOneStrategy(maxRestarts: 1, TimeSpan.FromHours(1)));
        var members = await host.HireAsync("a", "b", "c", "d");
        Gate release = new();
        foreach (IActorRef<Member> member in members)
        {
            Gate entered = new();
            member.Tell(new HoldThenFail(entered, release));
            await entered.Passed;
        }

        release.Open();

        Assert.Equal("2, 2, 2, 2", await CrewHost.LivesAsync(members[0], members));
        Assert.Equal(0, host.Log.Count(3003));
    }

    [Fact]
    public async Task A_second_restart_of_the_group_is_one_too_many_where_one_is_allowed()
    {
        await using CrewHost host = await CrewHost.StartAsync(new AllForOneStrategy(maxRestarts: 1, TimeSpan.FromHours(1)));
        var members = await host.HireAsync("a", "b", "c");
        members[0].Tell(Failure);
        await CrewHost.LivesAsync(members[0], members);

        members[2].Tell(Failure);
        await members[2].StopAsync().WaitAsync(Gate.Patience);

        Assert.Equal(2, await host.Crew.AskAsync(new GetLife()));
        Assert.IsType<ActorRestartLimitException>(host.Roll.Errors["crew"]);
        Assert.Equal(["c stops", "b stops", "a stops", "crew restarting"], host.Roll.Lines.TakeLast(4));
    }

    [Fact]
    public async Task Temporary_siblings_end_with_the_group_and_do_not_come_back()
    {
        await using CrewHost host = await CrewHost.StartAsync(new AllForOneStrategy());
        IActorRef<Member> a = await host.HireAsync("a", configure: null);
        IActorRef<Member> b = await host.HireAsync("b", options => options.Restart = RestartType.Temporary);
        IActorRef<Member> c = await host.HireAsync("c", configure: null);
        host.Roll.Clear();

        a.Tell(Failure);

        Assert.Equal("2, 2", await CrewHost.LivesAsync(a, a, c));
        Assert.Equal(["a restarting", "c restarting", "b stops", "a restarted", "c restarted"], host.Roll.Lines);
        await Assert.ThrowsAsync<ActorStoppedException>(async () => await b.AskAsync(new GetLife()));
    }

    [Fact]
    public async Task Siblings_that_had_ended_are_not_started_again()
    {
        await using CrewHost host = await CrewHost.StartAsync(new AllForOneStrategy());
        var members = await host.HireAsync("a", "b", "c");
        await members[1].StopAsync();
        host.Roll.Clear();

        members[0].Tell(Failure);

        Assert.Equal("2, 2", await CrewHost.LivesAsync(members[0], members[0], members[2]));
        Assert.Equal(["a restarting", "c restarting", "a restarted", "c restarted"], host.Roll.Lines);
    }

    [Fact]
    public async Task All_for_one_begins_anew_when_one_cannot_begin_and_each_attempt_counts()
    {
        await using CrewHost host = await CrewHost.StartAsync(new AllForOneStrategy(maxRestarts: 2, TimeSpan.FromHours(1)));
        var members = await host.HireAsync("a", "b", "c");
        host.Roll.FailStarts("b", 1);

        members[2].Tell(Failure);

        Assert.Equal("3, 3, 2", await CrewHost.LivesAsync(members[2], members));
        Assert.Equal(
            ["c restarting", "b restarting", "a restarting", "a restarted", "a restarting", "a restarted", "b restarted", "c restarted"],
            host.Roll.Lines);
    }

    [Fact]
    public async Task Rest_for_one_begins_anew_from_the_one_that_cannot_begin()
    {
        await using CrewHost host = await CrewHost.StartAsync(new RestForOneStrategy());
        var members = await host.HireAsync("a", "b", "c", "d");
        host.Roll.FailStarts("c", 2);

        members[1].Tell(Failure);

        Assert.Equal("1, 2, 4, 2", await CrewHost.LivesAsync(members[1], members));
        Assert.Equal(["b restarting", "d restarting", "c restarting", "b restarted", "c restarted", "d restarted"], host.Roll.Lines);
    }

    [Fact]
    public async Task One_that_can_never_begin_uses_up_the_restarts_and_all_end()
    {
        await using CrewHost host = await CrewHost.StartAsync(new AllForOneStrategy(maxRestarts: 3, TimeSpan.FromHours(1)));
        var members = await host.HireAsync("a", "b");
        host.Roll.FailStarts("b", int.MaxValue);

        // Not by asking them to stop: that might come before the failure.
        members[0].Tell(Failure);
        // Whose failure it is passes it up before its end is told.
        foreach (IActorRef<Member> member in members) await member.WhenTerminatedAsync().WaitAsync(Gate.Patience);

        Assert.Equal(2, await host.Crew.AskAsync(new GetLife()));
        // One life before, three attempts.
        Assert.Equal(5, host.Roll.NextLife("b"));
        await Assert.ThrowsAsync<ActorStoppedException>(async () => await members[0].AskAsync(new GetLife()));
    }

    [Fact]
    public async Task A_sibling_that_is_stopped_meanwhile_ends_and_the_others_go_on()
    {
        await using CrewHost host = await CrewHost.StartAsync(new AllForOneStrategy());
        var members = await host.HireAsync("a", "b", "c");
        (Gate entered, Gate release) = (new Gate(), new Gate());
        members[0].Tell(new Hold(entered, release));
        await entered.Passed;
        members[2].Tell(Failure);
        await members[1].StopAsync().WaitAsync(Gate.Patience);

        release.Open();

        Assert.Equal("2, 2", await CrewHost.LivesAsync(members[2], members[0], members[2]));
        Assert.Equal(["c restarting", "a restarting", "a restarted", "c restarted"], host.Roll.Lines.Where(line => !line.StartsWith('b')));
    }

    [Fact]
    public async Task A_supervisor_that_stops_in_the_middle_ends_all_of_them()
    {
        await using CrewHost host = await CrewHost.StartAsync(new AllForOneStrategy());
        var members = await host.HireAsync("a", "b", "c");
        (Gate entered, Gate release) = (new Gate(), new Gate());
        members[0].Tell(new Hold(entered, release));
        await entered.Passed;
        members[2].Tell(Failure);

        host.Crew.Stop();
        Task ended = host.Crew.StopAsync();
        release.Open();
        await ended.WaitAsync(Gate.Patience);

        Assert.Equal("crew stops", host.Roll.Lines[^1]);
        foreach (IActorRef<Member> member in members) await Assert.ThrowsAsync<ActorStoppedException>(async () => await member.AskAsync(new GetLife()));
    }

    [Fact]
    public async Task A_supervisor_that_awaits_a_sibling_is_not_needed_for_the_restart()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Asking> supervisor = host.System.Spawn(() => new Asking(), options: new SpawnOptions { Children = new AllForOneStrategy() });

        Assert.Equal(2, await supervisor.AskAsync(new GetLife()).AsTask().WaitAsync(Gate.Patience));
    }

    [Fact]
    public async Task The_hosts_own_actors_may_be_restarted_together()
    {
        Roll roll = new();
        await using TestHost host = await TestHost.StartAsync(actors => actors
            .Supervise(new RestForOneStrategy())
            .Add("a", _ => new Member("a", roll))
            .Add("b", _ => new Member("b", roll))
            .Add("c", _ => new Member("c", roll)));
        IActorRef<Member>[] members = [.. new[] { "a", "b", "c" }.Select(host.System.Get<Member>)];
        roll.Clear();

        members[1].Tell(Failure);

        Assert.Equal("1, 2, 2", await CrewHost.LivesAsync(members[1], members));
        Assert.Equal(["b restarting", "c restarting", "b restarted", "c restarted"], roll.Lines);
    }

    /// <summary>Makes a child fail and awaits another in the same handler.</summary>
    private sealed class Asking : Actor, IHandle<GetLife, int>
    {
        public async ValueTask<int> HandleAsync(GetLife request, CancellationToken cancellationToken)
        {
            Roll roll = new();
            IActorRef<Member> a = Context.Spawn(() => new Member("a", roll));
            IActorRef<Member> b = Context.Spawn(() => new Member("b", roll));
            await b.AskAsync(new GetLife(), cancellationToken);
            a.Tell(Failure);
            while (await b.AskAsync(new GetLife(), cancellationToken) == 1)
            {
            }

            return await a.AskAsync(new GetLife(), cancellationToken);
        }
    }
}
