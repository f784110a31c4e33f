using Actors.Supervision;
using Actors.Tests.Support;

namespace Actors.Tests;

/// <summary>R6 and R8 of the OTP checklist, and what OTP has not: waits between restarts.</summary>
public class BackoffTests
{
    private static readonly Fail Failure = new(new InvalidOperationException("bad"));
    private static readonly RestartBackoff Doubling = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8), jitter: 0, resetAfter: TimeSpan.FromMinutes(1));

    private readonly Clockwork _time = new();

    [Fact]
    public async Task A_failed_actor_waits_for_its_restart_and_its_messages_with_it()
    {
        await using CrewHost host = await CrewHost.StartAsync(OneForOne(), _time);
        var members = await host.HireAsync("a", "b");
        await FailAsync(host, members[0]);
        Task<int> ask = members[0].AskAsync(new GetLife()).AsTask();

        // Its sibling is none the worse.
        Assert.Equal(1, await members[1].AskAsync(new GetLife()));
        _time.AdvanceMilliseconds(999);
        Assert.False(ask.IsCompleted);
        _time.AdvanceMilliseconds(1);

        Assert.Equal(2, await ask.WaitAsync(Gate.Patience));
        Assert.Equal(1, host.Log.Count(3007));
    }

    [Fact]
    public async Task Each_wait_is_twice_as_long_until_the_actor_has_been_well()
    {
        await using CrewHost host = await CrewHost.StartAsync(OneForOne(), _time);
        IActorRef<Member> member = Assert.Single(await host.HireAsync("a"));

        foreach (int seconds in new[] { 1, 2, 4, 8, 8 }) await AssertWaitsAsync(host, member, seconds);
        _time.Advance(TimeSpan.FromMinutes(1));
        await AssertWaitsAsync(host, member, 1);
    }

    [Fact]
    public async Task An_actor_that_fails_again_before_it_was_well_is_not_well()
    {
        await using CrewHost host = await CrewHost.StartAsync(OneForOne(), _time);
        IActorRef<Member> member = Assert.Single(await host.HireAsync("a"));

        await AssertWaitsAsync(host, member, 1);
        _time.AdvanceMilliseconds(59_999);

        await AssertWaitsAsync(host, member, 2);
    }

    [Fact]
    public async Task An_actor_that_waits_for_its_restart_stops_at_once()
    {
        await using CrewHost host = await CrewHost.StartAsync(OneForOne(), _time);
        IActorRef<Member> member = Assert.Single(await host.HireAsync("a"));
        await FailAsync(host, member);
        Task<int> ask = member.AskAsync(new GetLife()).AsTask();

        member.Stop();

        await Assert.ThrowsAsync<ActorStoppedException>(() => ask.WaitAsync(Gate.Patience));
        await member.StopAsync().WaitAsync(Gate.Patience);
        Assert.Equal(["a restarting"], host.Roll.Lines);
    }

    [Fact]
    public async Task An_actor_that_is_to_drain_does_not_wait_any_longer()
    {
        await using CrewHost host = await CrewHost.StartAsync(OneForOne(), _time);
        IActorRef<Member> member = Assert.Single(await host.HireAsync("a"));
        await FailAsync(host, member);
        Task<int> ask = member.AskAsync(new GetLife()).AsTask();

        await member.StopAsync().WaitAsync(Gate.Patience);

        Assert.Equal(2, await ask);
        Assert.Equal(["a restarting", "a restarted", "a stops"], host.Roll.Lines);
    }

    [Fact]
    public async Task A_supervisor_that_ends_does_not_wait_for_children_that_wait()
    {
        await using CrewHost host = await CrewHost.StartAsync(OneForOne(), _time);
        IActorRef<Member> member = Assert.Single(await host.HireAsync("a"));
        await FailAsync(host, member);

        host.Crew.Stop();

        await host.Crew.StopAsync().WaitAsync(Gate.Patience);
    }

    [Fact]
    public async Task A_restart_that_fails_waits_again_and_can_be_stopped_between_two_attempts()
    {
        await using CrewHost host = await CrewHost.StartAsync(OneForOne(), _time);
        IActorRef<Member> member = Assert.Single(await host.HireAsync("a"));
        host.Roll.FailStarts("a", int.MaxValue);
        await FailAsync(host, member);

        _time.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(() => host.Log.Count(3007) == 2);
        _time.Advance(TimeSpan.FromSeconds(2));
        await UntilAsync(() => host.Log.Count(3007) == 3);
        member.Stop();

        await member.StopAsync().WaitAsync(Gate.Patience);
    }

    [Fact]
    public async Task Siblings_that_are_restarted_together_wait_together()
    {
        await using CrewHost host = await CrewHost.StartAsync(new AllForOneStrategy(100) { Backoff = Doubling }, _time);
        var members = await host.HireAsync("a", "b");
        await FailAsync(host, members[0]);
        Task<int>[] asks = [.. members.Select(member => member.AskAsync(new GetLife()).AsTask())];

        Assert.DoesNotContain(asks, ask => ask.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));

        int[] lives = await Task.WhenAll(asks).WaitAsync(Gate.Patience);
        Assert.Equal([2, 2], lives);
    }

    [Fact]
    public async Task A_supervisor_that_ends_does_not_wait_for_siblings_that_wait_together()
    {
        await using CrewHost host = await CrewHost.StartAsync(new AllForOneStrategy(100) { Backoff = Doubling }, _time);
        var members = await host.HireAsync("a", "b");
        await FailAsync(host, members[0]);

        host.Crew.Stop();

        await host.Crew.StopAsync().WaitAsync(Gate.Patience);
    }

    private static OneForOneStrategy OneForOne() => new(100) { Backoff = Doubling };

    /// <summary>Makes it fail, and waits until it waits for its restart.</summary>
    private static async Task FailAsync(CrewHost host, IActorRef<Member> member)
    {
        int delayed = host.Log.Count(3007);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await member.AskAsync(new AskFail(Failure.Error)));
        await UntilAsync(() => host.Log.Count(3007) == delayed + 1);
    }

    private async Task AssertWaitsAsync(CrewHost host, IActorRef<Member> member, int seconds)
    {
        await FailAsync(host, member);
        Task<int> ask = member.AskAsync(new GetLife(), TimeSpan.FromDays(1)).AsTask();

        _time.AdvanceMilliseconds((seconds * 1000) - 1);
        Assert.False(ask.IsCompleted);
        _time.AdvanceMilliseconds(1);
        await ask.WaitAsync(Gate.Patience);
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        while (!holds()) await Task.Yield();
    }
}
