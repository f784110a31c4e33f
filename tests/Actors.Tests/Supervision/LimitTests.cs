using Actors.Supervision;
using Actors.Tests.Support;

namespace Actors.Tests;

/// <summary>I1, I4, R6 and R8 of the OTP checklist: a supervisor that gives up, and one that does not although a child never begins again.</summary>
public class LimitTests
{
    private static readonly Fail Failure = new(new InvalidOperationException("bad"));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_supervisor_that_gives_up_ends_the_others_in_reverse_and_has_failed(int maxRestarts)
    {
        await using CrewHost host = await CrewHost.StartAsync(new OneForOneStrategy(maxRestarts, TimeSpan.FromHours(1)));
        var members = await host.HireAsync("a", "b", "c", "d");
        for (int restart = 0; restart < maxRestarts; restart++)
        {
            members[1].Tell(Failure);
            await members[1].AskAsync(new GetLife());
        }

        host.Roll.Clear();
        members[1].Tell(Failure);
        foreach (IActorRef<Member> member in members) await member.WhenTerminatedAsync().WaitAsync(Gate.Patience);

        // The crew begins anew, which is its own supervisor's decision.
        Assert.Equal(2, await host.Crew.AskAsync(new GetLife()));
        Assert.Equal(["b stops", "d stops", "c stops", "a stops", "crew restarting"], host.Roll.Lines);
        Assert.IsType<ActorRestartLimitException>(host.Roll.Errors["crew"]);
    }

    [Fact]
    public async Task Each_attempt_to_begin_again_counts_and_then_the_supervisor_gives_up()
    {
        await using CrewHost host = await CrewHost.StartAsync(new OneForOneStrategy(maxRestarts: 3, TimeSpan.FromHours(1)));
        IActorRef<Member> member = Assert.Single(await host.HireAsync("a"));
        host.Roll.FailStarts("a", int.MaxValue);

        member.Tell(Failure);
        await member.WhenTerminatedAsync().WaitAsync(Gate.Patience);

        Assert.Equal(2, await host.Crew.AskAsync(new GetLife()));
        // One life before, three attempts, and this number.
        Assert.Equal(5, host.Roll.NextLife("a"));
    }

    [Fact]
    public async Task While_a_child_tries_to_begin_its_supervisor_serves_and_the_child_can_be_stopped()
    {
        await using CrewHost host = await CrewHost.StartAsync(new OneForOneStrategy(maxRestarts: int.MaxValue, TimeSpan.FromTicks(1)));
        var members = await host.HireAsync("a", "b");
        host.Roll.FailStarts("a", int.MaxValue);

        members[0].Tell(Failure);
        while (host.Log.Count(2003) < 10) await Task.Yield();

        Assert.Equal(ActorState.Restarting, members[0].GetState());
        Assert.Equal(1, await host.Crew.AskAsync(new GetLife()).AsTask().WaitAsync(Gate.Patience));
        Assert.Equal(1, await members[1].AskAsync(new GetLife()).AsTask().WaitAsync(Gate.Patience));
        await host.HireAsync("c", configure: null);
        members[0].Stop();
        await members[0].WhenTerminatedAsync().WaitAsync(Gate.Patience);
        Assert.Equal(1, await host.Crew.AskAsync(new GetLife()));
    }
}
