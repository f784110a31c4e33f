using Actors.Mailboxes;
using Actors.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Tests.Inside;

public class TimerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_timer_rings_once_when_it_is_due_and_not_before()
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        IActorRef<Clock> clock = host.System.Spawn(() => new Clock());
        await clock.AskAsync(new Do(me => me.StartTimer("once", new Tick("once"), Second)));

        _time.Advance(Second - TimeSpan.FromMilliseconds(1));
        Assert.Equal("", await TicksAsync(clock));
        Assert.True(await clock.AskAsync(new IsActive("once")));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("once", await TicksAsync(clock));
        Assert.False(await clock.AskAsync(new IsActive("once")));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal("once", await TicksAsync(clock));
    }

    [Fact]
    public async Task A_periodic_timer_rings_at_its_instants_and_does_not_drift()
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        IActorRef<Clock> clock = host.System.Spawn(() => new Clock());
        await clock.AskAsync(new Do(me => me.StartPeriodicTimer("tick", new Tick("t"), TimeSpan.Zero, Second)));

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("t", await TicksAsync(clock));
        _time.Advance(Second);
        Assert.Equal("t t", await TicksAsync(clock));
        _time.Advance(TimeSpan.FromMilliseconds(2500));
        Assert.Equal("t t t", await TicksAsync(clock));
        _time.Advance(TimeSpan.FromMilliseconds(499));
        Assert.Equal("t t t t", await TicksAsync(clock));
    }

    [Fact]
    public async Task A_tick_that_finds_the_one_before_still_waiting_is_skipped()
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        IActorRef<Clock> clock = host.System.Spawn(() => new Clock());
        (Gate entered, Gate release) = (new Gate(), new Gate());
        await clock.AskAsync(new Do(me => me.StartPeriodicTimer("tick", new Tick("t"), Second)));
        clock.Tell(new Hold(entered, release));
        await entered.Passed;

        for (int tick = 0; tick < 5; tick++) _time.Advance(Second);
        release.Open();

        Assert.Equal("t", await TicksAsync(clock));
    }

    [Fact]
    public async Task A_tick_waits_for_room_in_a_full_mailbox()
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        IActorRef<Clock> clock = host.System.Spawn(() => new Clock(), options: new SpawnOptions { Mailbox = new BoundedMailbox(1) });
        (Gate entered, Gate release) = (new Gate(), new Gate());
        await clock.AskAsync(new Do(me => me.StartTimer("tick", new Tick("late"), Second)));
        clock.Tell(new Hold(entered, release));
        await entered.Passed;
        clock.Tell(new Tick("early"));

        _time.Advance(Second);
        release.Open();
        await clock.TellAsync(new Tick("last"));
        Gate done = new();
        await clock.TellAsync(new Hold(done, release));
        await done.Passed;

        Assert.Equal("early late last", await TicksAsync(clock));
    }

    [Fact]
    public async Task A_cancelled_timer_sends_nothing_even_if_its_message_waits_already()
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        IActorRef<Clock> clock = host.System.Spawn(() => new Clock(), "clock");
        (Gate entered, Gate release) = (new Gate(), new Gate());
        await clock.AskAsync(new Do(me => me.StartTimer("tick", new Tick("t"), Second)));
        clock.Tell(new Hold(entered, release, me => me.CancelTimer("tick")));
        await entered.Passed;
        _time.Advance(Second);
        release.Open();

        Assert.Equal("", await TicksAsync(clock));
        await clock.StopAsync();
        ActorAccount account = host.System.GetAccount().Actors.Single(account => account.Actor == clock.Path);
        Assert.Equal((3, 3), (account.Accepted, account.Handled));
    }

    [Fact]
    public async Task A_timer_replaces_the_one_of_its_key_and_that_ones_message_as_well()
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        IActorRef<Clock> clock = host.System.Spawn(() => new Clock());
        (Gate entered, Gate release) = (new Gate(), new Gate());
        await clock.AskAsync(new Do(me => me.StartTimer("tick", new Tick("old"), Second)));
        clock.Tell(new Hold(entered, release, me => me.StartTimer("tick", new Tick("new"), Second)));
        await entered.Passed;
        _time.Advance(Second);
        release.Open();

        Assert.Equal("", await TicksAsync(clock));
        _time.Advance(Second);
        Assert.Equal("new", await TicksAsync(clock));
    }

    [Fact]
    public async Task Timers_end_with_the_life_that_started_them()
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        IActorRef<Clock> clock = host.System.Spawn(() => new Clock());
        await clock.AskAsync(new Do(me => me.StartPeriodicTimer("tick", new Tick("t"), Second)));

        clock.Tell(new Fail(new NotSupportedException()));
        Assert.False(await clock.AskAsync(new IsActive("tick")));
        _time.Advance(Second);
        Assert.Equal("", await TicksAsync(clock));

    }

    [Fact]
    public async Task Of_an_actor_that_has_ended_no_timer_is_left()
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);

        WeakReference actor = await StartAndStopAsync(host);

        for (int attempt = 0; attempt < 20 && actor.IsAlive; attempt++)
        {
            await Task.Yield();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(actor.IsAlive, "a timer keeps an actor that has ended");
    }

    [Fact]
    public async Task A_timer_carries_a_struct_and_any_key()
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        IActorRef<Clock> clock = host.System.Spawn(() => new Clock());
        await clock.AskAsync(new Do(me =>
        {
            me.StartTimer((1, "a"), new Beat(7), Second);
            me.StartTimer((1, "b"), new Beat(8), Second * 2);
            me.CancelTimer((1, "a"));
        }));

        _time.Advance(Second * 2);

        Assert.Equal("8", await TicksAsync(clock));
    }

    [Fact]
    public async Task A_time_that_is_none_is_refused_with_a_sentence()
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        IActorRef<Clock> clock = host.System.Spawn(() => new Clock());

        var due = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await clock.AskAsync(new Do(me => me.StartTimer("t", new Tick("t"), -Second))));
        var period = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await clock.AskAsync(new Do(me => me.StartPeriodicTimer("t", new Tick("t"), TimeSpan.Zero))));

        Assert.StartsWith("A timer cannot ring in the past, but it is due after -00:00:01.", due.Message, StringComparison.Ordinal);
        Assert.StartsWith("A timer rings at most once a millisecond, but its period is 00:00:00.", period.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_thousand_timers_of_many_actors_ring_at_their_times_with_one_timer_of_the_clock()
    {
        Clockwork time = new();
        await using TestHost host = await TestHost.StartAsync(time: time);
        const int Actors = 1000;
        const int Each = 100;
        IActorRef<Clock>[] clocks = [.. Enumerable.Range(0, Actors).Select(_ => host.System.Spawn(() => new Clock()))];
        for (int at = 0; at < Actors; at++)
        {
            int mine = at;
            await clocks[at].AskAsync(new Do(me =>
            {
                for (int number = 0; number < Each; number++) me.StartTimer(number, new Beat(number), TimeSpan.FromMilliseconds(1 + ((mine + number) % 500)));
            }));
        }

        for (int step = 0; step < 50; step++) time.AdvanceMilliseconds(10);
        time.AdvanceMilliseconds(1);

        foreach (IActorRef<Clock> clock in clocks) Assert.Equal(Each, (await TicksAsync(clock)).Split(' ').Length);
    }

    private static async Task<WeakReference> StartAndStopAsync(TestHost host)
    {
        IActorRef<Clock> clock = host.System.Spawn(() => new Clock());
        await clock.AskAsync(new Do(me => me.StartPeriodicTimer("tick", new Tick("t"), Second)));
        await clock.StopAsync();
        return new WeakReference(clock);
    }

    private static async Task<string> TicksAsync(IActorRef<Clock> clock) => await clock.AskAsync(new GetTicks());

    private sealed record Do(Action<Clock> What) : IRequest<Do, int>;

    private sealed record Tick(string Text);

    private readonly record struct Beat(int Number);

    private sealed record IsActive(object Key) : IRequest<IsActive, bool>;

    private sealed record GetTicks : IRequest<GetTicks, string>;

    private sealed record Hold(Gate Entered, Gate Release, Action<Clock>? Then = null);

    private sealed class Clock : Actor, IHandle<Do, int>, IHandle<Tick>, IHandle<Beat>, IHandle<IsActive, bool>, IHandle<GetTicks, string>, IHandle<Hold>, IHandle<Fail>
    {
        private readonly List<string> _ticks = [];

        public ValueTask<int> HandleAsync(Do request, CancellationToken cancellationToken)
        {
            request.What(this);
            return new(0);
        }

        public ValueTask HandleAsync(Tick message, CancellationToken cancellationToken)
        {
            _ticks.Add(message.Text);
            return default;
        }

        public ValueTask HandleAsync(Beat message, CancellationToken cancellationToken)
        {
            _ticks.Add($"{message.Number}");
            return default;
        }

        public ValueTask<bool> HandleAsync(IsActive request, CancellationToken cancellationToken) => new(this.IsTimerActive(request.Key));

        public ValueTask<string> HandleAsync(GetTicks request, CancellationToken cancellationToken) => new(string.Join(' ', _ticks));

        public async ValueTask HandleAsync(Hold message, CancellationToken cancellationToken)
        {
            message.Entered.Open();
            await message.Release.Passed;
            message.Then?.Invoke(this);
        }

        public ValueTask HandleAsync(Fail message, CancellationToken cancellationToken) => throw message.Error;
    }
}
