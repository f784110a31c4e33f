using System.Diagnostics;
using Actors.Tests.Support;

namespace Actors.Tests.Asks;

/// <summary>Actors that would wait for each other for ever are told so at once.</summary>
public class AskCycleTests
{
    [Fact]
    public async Task An_actor_that_awaits_itself_is_told_at_once()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Node> actor = host.System.Spawn(() => new Node(), "lone");

        AskCycleException error = await Assert.ThrowsAsync<AskCycleException>(async () => await actor.AskAsync(new Walk([actor]), Timeout.InfiniteTimeSpan));

        Assert.Equal([new AskCycleStep(new ActorPath("/lone"), "Walk"), new AskCycleStep(new ActorPath("/lone"), "Walk")], error.Chain);
        Assert.Equal("Ask cycle: lone(Walk) -> lone(Walk); /lone is still handling Walk and cannot come to Walk. Let one of them Tell and be told the answer, or defer its reply.", error.Message);
        Assert.Equal(1, await actor.AskAsync(new Walk([])));
    }

    [Fact]
    public async Task The_ask_that_closes_a_cycle_fails_with_the_whole_chain()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Node>[] actors = [.. "abc".Select(name => host.System.Spawn(() => new Node(), $"{name}"))];
        long began = Stopwatch.GetTimestamp();

        AskCycleException error = await Assert.ThrowsAsync<AskCycleException>(async () => await actors[0].AskAsync(new Walk([actors[1], actors[2], actors[0]]), Timeout.InfiniteTimeSpan));

        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0, 5);
        // Whoever of the three came last to wait has closed it.
        Assert.Contains(string.Join(" -> ", error.Chain), Rotations, StringComparer.Ordinal);
        Assert.Equal(1, await actors[0].AskAsync(new Walk([])));
        Assert.Equal(3, host.System.GetAccount().Faulted);
        AskAccount asks = host.System.GetAccount().Asks;
        Assert.Equal((5, 1, 3, 1), (asks.Asked, asks.Replied, asks.Faulted, asks.Rejected));
    }

    [Fact]
    public async Task A_cycle_among_several_asks_at_once_is_found()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Node>[] actors = [.. Enumerable.Range(0, 4).Select(_ => host.System.Spawn(() => new Node()))];

        await Assert.ThrowsAsync<AskCycleException>(async () => await actors[0].AskAsync(
            new Spread([new Walk([actors[1]]), new Walk([actors[2], actors[0]]), new Walk([actors[3]])]), Timeout.InfiniteTimeSpan));

        Assert.Equal(3, await actors[0].AskAsync(new Walk([actors[1], actors[3]])));
    }

    [Fact]
    public async Task Two_that_ask_a_third_are_no_cycle()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Node>[] actors = [.. Enumerable.Range(0, 4).Select(_ => host.System.Spawn(() => new Node()))];

        int sum = await actors[0].AskAsync(new Spread([new Walk([actors[1], actors[3]]), new Walk([actors[2], actors[3]])]));

        Assert.Equal(4, sum);
    }

    [Fact]
    public async Task An_ask_that_nobody_awaits_is_no_part_of_a_cycle()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Node> first = host.System.Spawn(() => new Node());
        IActorRef<Node> second = host.System.Spawn(() => new Node());
        TaskCompletionSource<int> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        first.Tell(new Leave(second, new Walk([first]), answer));

        Assert.Equal(2, await answer.Task.WaitAsync(Gate.Patience));
    }

    [Fact]
    public async Task An_ask_that_an_earlier_message_left_behind_is_no_part_of_a_cycle()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Node>[] actors = [.. Enumerable.Range(0, 3).Select(_ => host.System.Spawn(() => new Node()))];
        (Gate entered, Gate release) = (new Gate(), new Gate());
        actors[1].Tell(new Hold(entered, release));
        await entered.Passed;
        TaskCompletionSource<int> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        actors[0].Tell(new Leave(actors[1], new Walk([]), answer));
        (Gate held, Gate letGo) = (new Gate(), new Gate());
        actors[0].Tell(new Hold(held, letGo));
        await held.Passed;

        // 1 is held, and asked by 0, which does not wait for it: 1 may ask 0.
        Task<int> back = actors[1].AskAsync(new Walk([actors[0]])).AsTask();
        release.Open();
        letGo.Open();

        Assert.Equal(2, await back);
        Assert.Equal(1, await answer.Task.WaitAsync(Gate.Patience));
    }

    [Fact]
    public async Task A_cycle_that_is_only_to_be_logged_is_logged_and_ends_with_the_timeout()
    {
        await using TestHost host = await TestHost.StartAsync(settings: [("Actors:AskCycles", "Warn"), ("Actors:AskTimeout", "00:00:00.2")]);
        IActorRef<Node> actor = host.System.Spawn(() => new Node(), "lone");

        await Assert.ThrowsAsync<AskTimeoutException>(async () => await actor.AskAsync(new Walk([actor]), Timeout.InfiniteTimeSpan));

        Assert.Equal("Ask cycle: lone(Walk) -> lone(Walk); these actors wait for each other until their Asks time out", host.Log.Single(1101));
    }

    [Fact]
    public async Task A_cycle_that_nobody_is_to_look_for_ends_with_the_timeout()
    {
        await using TestHost host = await TestHost.StartAsync(settings: [("Actors:AskCycles", "Off"), ("Actors:AskTimeout", "00:00:00.2")]);
        IActorRef<Node> actor = host.System.Spawn(() => new Node(), "lone");

        await Assert.ThrowsAsync<AskTimeoutException>(async () => await actor.AskAsync(new Walk([actor]), Timeout.InfiniteTimeSpan));

        Assert.Equal(0, host.Log.Count(1101));
    }

    private static string[] Rotations =>
    [
        "a(Walk) -> b(Walk) -> c(Walk) -> a(Walk)", "b(Walk) -> c(Walk) -> a(Walk) -> b(Walk)", "c(Walk) -> a(Walk) -> b(Walk) -> c(Walk)",
    ];
}
