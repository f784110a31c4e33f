using Actors.Mailboxes;
using Actors.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Tests.Asks;

/// <summary>The place in line that an asker is told whose time is over: exact, wherever the request lies in the mailbox.</summary>
public class AskPlaceTests
{
    private readonly Journal _journal = new();
    private readonly FakeTimeProvider _time = new();

    /// <summary>How many messages the actor takes before it is held, wait before the first request, between the two, and behind them.</summary>
    public static TheoryData<int, int, int, int> Layouts => new()
    {
        { 0, 0, 0, 0 }, { 0, 0, 0, 9 }, { 0, 1, 0, 1 }, { 1, 3, 2, 2 }, { 5, 2, 0, 30 }, { 5, 20, 1, 9 }, { 7, 7, 7, 7 }, { 8, 70, 1, 0 }, { 60, 9, 64, 3 }, { 3, 100, 50, 700 }, { 2, 900, 50, 0 }, { 0, 998, 0, 5 },
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public Task It_is_exact_in_a_mailbox_without_a_bound(int taken, int before, int between, int behind) => AssertPlacesAsync(null, taken, before, between, behind);

    [Theory]
    [MemberData(nameof(Layouts))]
    public Task It_is_exact_in_a_mailbox_with_a_bound(int taken, int before, int between, int behind) => AssertPlacesAsync(new BoundedMailbox(5000), taken, before, between, behind);

    [Fact]
    public async Task A_mailbox_that_cannot_tell_leaves_it_out()
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal), options: new SpawnOptions { Mailbox = new PriorityMailbox(_ => 0) });
        Hold hold = await HoldAsync(actor);
        actor.Tell(new Note("before"));
        Task<int> ask = Ask(actor);

        _time.Advance(TimeSpan.FromSeconds(3.1));

        AskTimeoutException error = await Assert.ThrowsAsync<AskTimeoutException>(() => ask.WaitAsync(Gate.Patience));
        Assert.Equal((null, 2), (error.Position, error.Waiting));
        hold.Release.Open();
    }

    private async Task AssertPlacesAsync(Mailbox? mailbox, int taken, int before, int between, int behind)
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal), options: new SpawnOptions { Mailbox = mailbox });
        Hold first = await HoldAsync(actor);
        Tell(actor, taken);
        // What lies before it the actor takes with all that is there now; what comes later waits where it was sent to.
        Hold second = new(new Gate(), new Gate());
        actor.Tell(second);
        Tell(actor, before);
        Task<int> early = Ask(actor);
        first.Release.Open();
        await second.Entered.Passed;
        Tell(actor, between);
        Task<int> late = Ask(actor);
        Tell(actor, behind);

        _time.Advance(TimeSpan.FromSeconds(3.1));

        AskTimeoutException error = await Assert.ThrowsAsync<AskTimeoutException>(() => early.WaitAsync(Gate.Patience));
        Assert.Equal((before + 1, before + between + behind + 2), (error.Position, error.Waiting));
        error = await Assert.ThrowsAsync<AskTimeoutException>(() => late.WaitAsync(Gate.Patience));
        Assert.Equal(before + between + 2, error.Position);
        second.Release.Open();
    }

    private static async Task<Hold> HoldAsync(IActorRef<Probe> actor)
    {
        Hold hold = new(new Gate(), new Gate());
        actor.Tell(hold);
        await hold.Entered.Passed;
        return hold;
    }

    private static Task<int> Ask(IActorRef<Probe> actor) => actor.AskAsync(new GetLife(), TimeSpan.FromSeconds(3)).AsTask();

    private static void Tell(IActorRef<Probe> actor, int count)
    {
        for (int number = 0; number < count; number++) actor.Tell(new Note("note"));
    }
}
