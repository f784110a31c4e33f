using Actors.Mailboxes;
using Actors.Supervision;
using Actors.Tests.Support;

namespace Actors.Tests.Faults;

/// <summary>Somebody sets the time of day, forwards or back: no time that anybody waits for gets shorter or longer.</summary>
public class WallClockTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly WallClock _clock = new();
    private readonly Journal _journal = new();

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task An_Ask_times_out_when_its_time_is_over(int days)
    {
        await using TestHost host = await _clock.StartAsync();
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));
        (Gate entered, Gate release) = (new Gate(), new Gate());
        Task<int> ask = actor.AskAsync(new AskHold(entered, release, 1), Hour).AsTask();
        await entered.Passed;

        _clock.JumpBy(TimeSpan.FromDays(days));
        _clock.Advance(Hour - TimeSpan.FromMilliseconds(1));

        Assert.False(ask.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(10));
        await Assert.ThrowsAsync<AskTimeoutException>(() => ask.WaitAsync(Gate.Patience));
        release.Open();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_timer_rings_when_it_is_due(int days)
    {
        await using TestHost host = await _clock.StartAsync();
        IActorRef<Sleeper> actor = host.System.Spawn(() => new Sleeper());
        await actor.AskAsync(new Sleep(1, Hour), Timeout.InfiniteTimeSpan);

        _clock.JumpBy(TimeSpan.FromDays(days));
        _clock.Advance(Hour - TimeSpan.FromMilliseconds(1));

        Assert.Equal(0, await actor.AskAsync(new CountRings(), Timeout.InfiniteTimeSpan));
        _clock.Advance(TimeSpan.FromMilliseconds(10));
        Assert.Equal(1, await actor.AskAsync(new CountRings(), Timeout.InfiniteTimeSpan));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_message_expires_when_it_has_waited_too_long(int days)
    {
        await using TestHost host = await _clock.StartAsync();
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal), options: new SpawnOptions { Mailbox = new ExpiringMailbox(Hour) });
        (Gate entered, Gate release) = (new Gate(), new Gate());
        actor.Tell(new Hold(entered, release));
        await entered.Passed;
        actor.Tell(new Note("early"));
        _clock.Advance(Hour / 2);
        actor.Tell(new Note("late"));

        _clock.JumpBy(TimeSpan.FromDays(days));
        _clock.Advance(Hour * 0.6);
        release.Open();

        Assert.Equal("late", Assert.Single(await actor.AskAsync(new GetNotes(), Timeout.InfiniteTimeSpan)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_restart_counts_as_long_as_the_window_is(int days)
    {
        await using TestHost host = await _clock.StartAsync(settings: ("Actors:MaxRestarts", "100"));
        IActorRef<Nest> nest = host.System.Spawn(() => new Nest(), options: new SpawnOptions { Children = new OneForOneStrategy(1, Hour) });
        IActorRef<Probe> actor = await nest.RaiseAsync(() => new Probe(_journal));
        await FailAsync(actor);

        _clock.JumpBy(TimeSpan.FromDays(days));
        _clock.Advance(Hour + TimeSpan.FromMilliseconds(1));
        await FailAsync(actor);
        Assert.Equal(3, await actor.AskAsync(new GetLife(), Timeout.InfiniteTimeSpan));

        _clock.JumpBy(TimeSpan.FromDays(days));
        await FailAsync(actor);
        Terminated end = await actor.WhenTerminatedAsync().WaitAsync(Gate.Patience);
        Assert.Equal(StopReason.Failed, end.Reason);
    }

    private static Task<FormatException> FailAsync(IActorRef<Probe> actor) =>
        Assert.ThrowsAsync<FormatException>(async () => await actor.AskAsync(new AskFail(new FormatException("again")), Timeout.InfiniteTimeSpan));
}
