using Actors.Mailboxes;
using Actors.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Tests.Faults;

/// <summary>Times that are none, or longer than any clock: refused with a sentence where they make no sense, and never mistaken for a short time.</summary>
public class TimeRangeTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Journal _journal = new();

    public static TheoryData<TimeSpan> NoTimes => new(TimeSpan.Zero, TimeSpan.FromTicks(-1), TimeSpan.FromDays(-1), TimeSpan.MinValue);

    [Theory]
    [MemberData(nameof(NoTimes))]
    public async Task A_time_that_is_none_is_refused_wherever_somebody_waits(TimeSpan none)
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await actor.AskAsync(new GetLife(), none));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await actor.AskWhenRoomAsync(new GetLife(), none));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExpiringMailbox(none));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpawnOptions { IdleTimeout = none });
        Assert.Throws<ArgumentException>(() => host.System.Spawn(() => new Probe(_journal), options: new SpawnOptions { StopTimeout = none }));
    }

    [Theory]
    [InlineData("AskTimeout", "00:00:00")]
    [InlineData("AskTimeout", "-00:00:00.0010000")]
    [InlineData("DrainTimeout", "00:00:00")]
    [InlineData("RestartWindow", "-1")]
    [InlineData("SlowTurnWarning", "00:00:00")]
    [InlineData("SlowTurnWarning", "1.00:00:00.0010000")]
    public async Task A_time_that_makes_no_sense_keeps_the_host_from_starting(string option, string value)
    {
        TestHost host = TestHost.Build(settings: ($"Actors:{option}", value));

        OptionsValidationException error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.Host.StartAsync());

        Assert.StartsWith($"ActorsOptions.{option} is ", Assert.Single(error.Failures), StringComparison.Ordinal);
        host.Host.Dispose();
    }

    [Fact]
    public async Task The_longest_time_is_longer_than_any_wait()
    {
        await using TestHost host = await TestHost.StartAsync(time: _time, settings: [("Actors:AskTimeout", $"{TimeSpan.MaxValue}"), ("Actors:RestartWindow", $"{TimeSpan.MaxValue}")]);
        SpawnOptions options = new() { IdleTimeout = TimeSpan.MaxValue, Mailbox = new ExpiringMailbox(TimeSpan.MaxValue) };
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal), options: options);
        (Gate entered, Gate release) = (new Gate(), new Gate());
        Task<int>[] asks =
        [
            actor.AskAsync(new AskHold(entered, release, 1)).AsTask(),
            actor.AskAsync(new GetLife(), TimeSpan.MaxValue).AsTask(),
            actor.AskWhenRoomAsync(new GetLife(), TimeSpan.MaxValue - TimeSpan.FromTicks(1)).AsTask(),
        ];
        await entered.Passed;

        _time.Advance(TimeSpan.FromDays(1000));

        Assert.All(asks, ask => Assert.False(ask.IsCompleted));
        release.Open();
        Assert.All(await Task.WhenAll(asks).WaitAsync(Gate.Patience), answer => Assert.Equal(1, answer));
    }

    [Fact]
    public async Task The_shortest_time_is_over_with_the_next_tick_of_the_clock()
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));
        (Gate entered, Gate release) = (new Gate(), new Gate());
        Task<int> ask = actor.AskAsync(new AskHold(entered, release, 1), TimeSpan.FromTicks(1)).AsTask();
        await entered.Passed;

        _time.Advance(TimeSpan.FromMilliseconds(10));

        await Assert.ThrowsAsync<AskTimeoutException>(() => ask.WaitAsync(Gate.Patience));
        release.Open();
    }

    [Fact]
    public async Task A_timer_that_is_due_after_the_longest_time_does_not_ring_and_one_with_the_longest_period_rings_once()
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        IActorRef<Sleeper> never = host.System.Spawn(() => new Sleeper());
        IActorRef<Sleeper> once = host.System.Spawn(() => new Sleeper());
        await never.AskAsync(new Sleep(1, TimeSpan.MaxValue), Timeout.InfiniteTimeSpan);
        await once.AskAsync(new Sleep(1, TimeSpan.FromSeconds(1), Period: TimeSpan.MaxValue), Timeout.InfiniteTimeSpan);

        await Task.Run(() => _time.Advance(TimeSpan.FromDays(1000))).WaitAsync(Gate.Patience);

        Assert.Equal(0, await never.AskAsync(new CountRings(), Timeout.InfiniteTimeSpan));
        Assert.Equal(1, await once.AskAsync(new CountRings(), Timeout.InfiniteTimeSpan));
    }

    [Fact]
    public async Task A_message_may_be_worth_something_for_the_longest_time_by_a_function_as_well()
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal), options: new SpawnOptions { Mailbox = new ExpiringMailbox(_ => TimeSpan.MaxValue) });

        actor.Tell(new Note("kept"));

        Assert.Equal("kept", Assert.Single(await actor.AskAsync(new GetNotes(), Timeout.InfiniteTimeSpan)));
    }

    [Fact]
    public async Task Keyed_actors_may_stay_for_the_longest_time_of_a_clock_that_counts_less()
    {
        await using TestHost host = await TestHost.StartAsync(actors => actors.AddKeyed((_, _) => new Probe(_journal), options => options.IdleTimeout = TimeSpan.MaxValue));

        Assert.Equal(1, await host.Host.Services.GetRequiredService<IKeyedActors>().Get<Probe>("one").AskAsync(new GetLife()));
    }

    [Fact]
    public async Task A_host_may_have_all_the_time_it_takes_to_stop()
    {
        await using TestHost host = await TestHost.StartAsync(
            actors => actors.Add("probe", _ => new Probe(_journal)),
            configure: builder => builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromDays(49)),
            settings: ("Actors:DrainTimeout", $"{TimeSpan.MaxValue}"));
        for (int number = 0; number < 1000; number++) host.Ref<Probe>().Tell(new Note("n"));

        await host.StopAsync();

        Assert.Equal(1000, host.System.GetAccount().Handled);
    }
}
