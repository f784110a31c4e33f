using Actors.Supervision;
using Actors.Tests.Support;

namespace Actors.Tests;

/// <summary>T1 to T7 and E4 of the OTP checklist: how a supervisor ends its children.</summary>
public class ChildStopTests
{
    private static readonly Fail Failure = new(new InvalidOperationException("bad"));

    private readonly Clockwork _time = new();

    [Fact]
    public async Task Children_end_in_reverse_start_order_one_after_the_other()
    {
        await using CrewHost host = await CrewHost.StartAsync(new OneForOneStrategy());
        var members = await host.HireAsync("a", "b", "c");
        (Gate entered, Gate release) = (new Gate(), new Gate());
        members[1].Tell(new Hold(entered, release));
        await entered.Passed;

        host.Crew.Stop();
        await members[2].WhenTerminatedAsync().WaitAsync(Gate.Patience);
        // The one before it is not told before the one after it has ended.
        Assert.Equal(1, await members[0].AskAsync(new GetLife()));
        release.Open();
        await host.Crew.WhenTerminatedAsync().WaitAsync(Gate.Patience);

        Assert.Equal(["c stops", "b stops", "a stops", "crew stops"], host.Roll.Lines);
    }

    [Fact]
    public async Task A_child_that_does_not_end_in_time_is_killed_and_named()
    {
        await using CrewHost host = await CrewHost.StartAsync(new OneForOneStrategy(), _time);
        await host.HireAsync("a", configure: null);
        IActorRef<Member> slow = await host.HireAsync("b", options => options.StopTimeout = TimeSpan.FromSeconds(3));
        (Gate entered, Gate release) = (new Gate(), new Gate());
        slow.Tell(new HoldThenFail(entered, release));
        await entered.Passed;

        host.Crew.Stop();
        await UntilAsync(() => slow.GetState() == ActorState.Stopping);
        _time.AdvanceMilliseconds(2999);
        Assert.Equal(0, host.Log.Count(3009));
        Task<Terminated> ended = host.Crew.WhenTerminatedAsync();
        await AdvanceUntilAsync(ended);

        Assert.Equal("/crew/b did not end within 00:00:03 and is killed by its supervisor", host.Log.Single(3009));
        Assert.Equal(StopReason.Killed, (await slow.WhenTerminatedAsync()).Reason);
        release.Open();
    }

    [Fact]
    public async Task What_a_killed_child_still_throws_reaches_nobody()
    {
        await using CrewHost host = await CrewHost.StartAsync(new OneForOneStrategy(maxRestarts: 0), _time);
        IActorRef<Member> slow = await host.HireAsync("a", options => options.StopTimeout = TimeSpan.FromSeconds(3));
        (Gate entered, Gate release) = (new Gate(), new Gate());
        slow.Tell(new HoldThenFail(entered, release));
        await entered.Passed;
        host.Crew.Tell(Failure);
        Task<int> ask = host.Crew.AskAsync(new GetLife(), TimeSpan.FromDays(1)).AsTask();
        await AdvanceUntilAsync(ask);

        release.Open();

        Assert.Equal(2, await ask);
        Assert.Equal(2, await host.Crew.AskAsync(new GetLife()));
        Assert.Equal(0, host.Log.Count(3003));
    }

    [Fact]
    public async Task A_child_without_a_limit_is_waited_for_and_named_after_five_seconds()
    {
        await using CrewHost host = await CrewHost.StartAsync(new OneForOneStrategy(), _time);
        IActorRef<Member> slow = Assert.Single(await host.HireAsync("a"));
        (Gate entered, Gate release) = (new Gate(), new Gate());
        slow.Tell(new Hold(entered, release));
        await entered.Passed;

        host.Crew.Stop();
        Task<Terminated> ended = host.Crew.WhenTerminatedAsync();
        while (host.Log.Count(3008) == 0)
        {
            _time.AdvanceMilliseconds(1000);
            await Task.Yield();
        }

        _time.Advance(TimeSpan.FromHours(1));
        Assert.False(ended.IsCompleted);
        release.Open();

        await ended.WaitAsync(Gate.Patience);
        Assert.Equal("/crew/a was told to end by its supervisor, which has waited for it for 00:00:05, and waits on", host.Log.Single(3008));
    }

    [Fact]
    public async Task The_time_that_a_childs_own_children_take_is_not_the_childs()
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        Roll roll = new();
        (Gate entered, Gate release) = (new Gate(), new Gate());
        IActorRef<Outer> outer = host.System.Spawn(() => new Outer(roll, entered, release));
        await entered.Passed;

        outer.Stop();
        Task<Terminated> ended = outer.WhenTerminatedAsync();
        for (int second = 0; second < 100; second++)
        {
            _time.AdvanceMilliseconds(100);
            await Task.Yield();
        }

        release.Open();
        await ended.WaitAsync(Gate.Patience);

        Assert.Equal(0, host.Log.Count(3009));
        Assert.Equal(1, roll.Lines.Count(line => line == "crew stops"));
    }

    [Fact]
    public async Task Many_children_may_be_stopped_all_at_once()
    {
        await using CrewHost host = await CrewHost.StartAsync(new OneForOneStrategy { StopsChildrenAtOnce = true });
        var members = await host.HireAsync("a", "b", "c", "d");
        (Gate entered, Gate release) = (new Gate(), new Gate());
        members[3].Tell(new Hold(entered, release));
        await entered.Passed;

        host.Crew.Stop();
        // The last one holds nobody up.
        foreach (IActorRef<Member> member in members[..3]) await member.WhenTerminatedAsync().WaitAsync(Gate.Patience);
        release.Open();
        await host.Crew.WhenTerminatedAsync().WaitAsync(Gate.Patience);

        Assert.Equal(["d stops", "crew stops"], host.Roll.Lines.TakeLast(2));
    }

    [Fact]
    public async Task Children_that_are_stopped_at_once_share_one_limit_and_one_line()
    {
        await using CrewHost host = await CrewHost.StartAsync(new OneForOneStrategy { StopsChildrenAtOnce = true }, _time);
        Gate release = new();
        for (int number = 0; number < 5; number++)
        {
            IActorRef<Member> member = await host.HireAsync($"m{number}", options => options.StopTimeout = TimeSpan.FromSeconds(1 + number));
            Gate entered = new();
            member.Tell(new HoldThenFail(entered, release));
            await entered.Passed;
        }

        host.Crew.Stop();
        Task<Terminated> ended = host.Crew.WhenTerminatedAsync();
        await AdvanceUntilAsync(ended);

        Assert.Equal("5 children of /crew did not end within 00:00:05 and are killed", host.Log.Single(3010));
        release.Open();
    }

    [Fact]
    public async Task A_child_that_throws_at_its_end_keeps_nobody_from_ending()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Nest> nest = Nest.In(host);
        Roll roll = new();
        await nest.RaiseAsync(() => new Member("a", roll));
        await nest.RaiseAsync(() => new Sorry());
        await nest.RaiseAsync(() => new Member("c", roll));

        await nest.StopAsync().WaitAsync(Gate.Patience);

        Assert.Equal(["c stops", "a stops"], roll.Lines.Where(line => line.EndsWith("stops", StringComparison.Ordinal)));
        Assert.Equal(1, host.Log.Count(2004));
        Assert.Equal(0, host.System.GetAccount().Restarts);
    }

    [Fact]
    public async Task A_child_that_dissolves_its_link_to_its_supervisor_still_ends_with_it()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Nest> nest = Nest.In(host);
        IActorRef<Loner> loner = await nest.RaiseAsync(() => new Loner(nest));
        await loner.WhenStartedAsync();

        await nest.StopAsync().WaitAsync(Gate.Patience);

        Assert.Equal(ActorState.Stopped, loner.GetState());
    }

    [Fact]
    public async Task A_supervisor_that_is_killed_takes_its_children_along()
    {
        await using CrewHost host = await CrewHost.StartAsync(new OneForOneStrategy());
        var members = await host.HireAsync("a", "b");

        host.Crew.Kill();

        foreach (IActorRef<Member> member in members) Assert.Equal(StopReason.Killed, (await member.WhenTerminatedAsync().WaitAsync(Gate.Patience)).Reason);
        Assert.Equal(StopReason.Killed, (await host.Crew.WhenTerminatedAsync().WaitAsync(Gate.Patience)).Reason);
    }

    [Fact]
    public async Task A_sibling_that_does_not_end_in_time_is_killed_and_the_others_are_restarted()
    {
        await using CrewHost host = await CrewHost.StartAsync(new AllForOneStrategy(), _time);
        IActorRef<Member> a = await host.HireAsync("a", configure: null);
        IActorRef<Member> slow = await host.HireAsync("b", options => options.StopTimeout = TimeSpan.FromSeconds(3));
        (Gate entered, Gate release) = (new Gate(), new Gate());
        slow.Tell(new HoldThenFail(entered, release));
        await entered.Passed;

        a.Tell(Failure);
        Task<int> ask = a.AskAsync(new GetLife(), TimeSpan.FromDays(1)).AsTask();
        await AdvanceUntilAsync(ask);

        Assert.Equal(2, await ask);
        Assert.Equal(StopReason.Killed, (await slow.WhenTerminatedAsync()).Reason);
        release.Open();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(90_000)]
    public async Task A_limit_without_sense_is_refused_at_the_door(int seconds)
    {
        await using TestHost host = await TestHost.StartAsync();

        ArgumentException error = Assert.Throws<ArgumentException>(() => host.System.Spawn(
            () => new Member("a", new Roll()), options: new SpawnOptions { StopTimeout = TimeSpan.FromSeconds(seconds) }));

        Assert.StartsWith("SpawnOptions.StopTimeout is ", error.Message, StringComparison.Ordinal);
    }

    private async Task AdvanceUntilAsync(Task done)
    {
        while (!done.IsCompleted)
        {
            _time.AdvanceMilliseconds(100);
            await Task.Yield();
        }
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        while (!holds()) await Task.Yield();
    }

    private sealed class Sorry : Actor
    {
        protected override ValueTask OnStopAsync(CancellationToken cancellationToken) => throw new FormatException("sorry");
    }

    private sealed class Loner(IActorRef supervisor) : Actor
    {
        protected override ValueTask OnStartAsync(CancellationToken cancellationToken)
        {
            this.Link(supervisor);
            this.Unlink(supervisor);
            return default;
        }
    }

    /// <summary>Has a crew with a limit, whose member has none and holds.</summary>
    private sealed class Outer(Roll roll, Gate entered, Gate release) : Actor
    {
        protected override async ValueTask OnStartAsync(CancellationToken cancellationToken)
        {
            IActorRef<Crew> crew = Context.Spawn(() => new Crew(roll), "crew", new SpawnOptions { StopTimeout = TimeSpan.FromSeconds(1) });
            IActorRef<Member> member = await crew.AskAsync(new Hire("a"), cancellationToken);
            member.Tell(new Hold(entered, release));
        }
    }
}
