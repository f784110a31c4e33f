using Actors.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Tests.Inside;

public class IdleTests
{
    private static readonly TimeSpan Quarter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Timeout = Quarter * 4;

    private readonly FakeTimeProvider _time = new();
    private readonly Chronicle _chronicle = new();

    [Fact]
    public async Task An_actor_with_an_idle_timeout_stops_when_it_had_no_message_for_so_long()
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        IActorRef<Sleeper> sleeper = host.System.Spawn(() => new Sleeper(_chronicle), options: new SpawnOptions { IdleTimeout = Timeout });
        await sleeper.AskAsync(new Poke());
        Task<Terminated> end = sleeper.WhenTerminatedAsync();

        for (int step = 0; step < 20; step++)
        {
            await sleeper.AskAsync(new Poke());
            _time.Advance(Quarter);
        }

        Assert.False(end.IsCompleted);
        for (int step = 0; step < 3; step++) _time.Advance(Quarter);
        Assert.False(end.IsCompleted);
        for (int step = 0; step < 2; step++) _time.Advance(Quarter);

        Assert.Equal(StopReason.Idle, (await end.WaitAsync(Gate.Patience)).Reason);
    }

    [Fact]
    public async Task A_handler_that_takes_longer_than_the_timeout_is_not_idle()
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        IActorRef<Sleeper> sleeper = host.System.Spawn(() => new Sleeper(_chronicle), options: new SpawnOptions { IdleTimeout = Timeout });
        (Gate entered, Gate release) = (new Gate(), new Gate());
        sleeper.Tell(new Hold(entered, release));
        await entered.Passed;

        for (int step = 0; step < 20; step++) _time.Advance(Quarter);
        release.Open();

        await sleeper.AskAsync(new Poke());
    }

    [Fact]
    public async Task A_message_that_comes_while_the_actor_makes_up_its_mind_keeps_it_alive()
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Sleeper> sleeper = stage.System.Spawn(() => new Sleeper(_chronicle), options: new SpawnOptions { IdleTimeout = Timeout });
        stage.Turns.RunAll();
        for (int step = 0; step < 5; step++) stage.Time.Advance(Quarter);
        Assert.NotEmpty(stage.Turns.Waiting);

        Turns.Plainly(() => sleeper.Tell(new Note("just in time")));
        stage.Turns.RunAll();
        Turns.Plainly(() => sleeper.Tell(new Note("still there")));
        stage.Turns.RunAll();

        Assert.Equal(["just in time", "still there"], _chronicle.Lines);
    }

    [Fact]
    public async Task An_idle_timeout_can_be_a_message_which_comes_again_and_ends_with_the_life()
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        IActorRef<Sleeper> sleeper = host.System.Spawn(() => new Sleeper(_chronicle));
        await sleeper.AskAsync(new Set(Timeout));

        await SleepAsync(sleeper, 5);
        Assert.Equal(["idle for 4 s"], _chronicle.Lines);
        await SleepAsync(sleeper, 5);
        Assert.Equal(["idle for 4 s", "idle for 4 s"], _chronicle.Lines);

        sleeper.Tell(new Fail(new NotSupportedException()));
        await SleepAsync(sleeper, 10);
        await sleeper.AskAsync(new Set(Timeout));
        await sleeper.AskAsync(new Set(null));
        await SleepAsync(sleeper, 10);
        Assert.Equal(2, _chronicle.Lines.Length);
    }

    [Fact]
    public async Task An_actor_that_passivates_goes_on_if_something_waits()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Sleeper> sleeper = host.System.Spawn(() => new Sleeper(_chronicle));
        (Gate entered, Gate release) = (new Gate(), new Gate());
        sleeper.Tell(new Hold(entered, release, Passivates: true));
        await entered.Passed;
        sleeper.Tell(new Note("waits"));
        release.Open();
        await sleeper.AskAsync(new Poke());

        sleeper.Tell(new Hold(entered, release, Passivates: true));

        Assert.Equal(StopReason.Idle, (await sleeper.WhenTerminatedAsync().WaitAsync(Gate.Patience)).Reason);
        Assert.Equal(["waits"], _chronicle.Lines);
    }

    [Fact]
    public async Task A_time_that_is_none_is_refused_with_a_sentence()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Sleeper> sleeper = host.System.Spawn(() => new Sleeper(_chronicle));

        var option = Assert.Throws<ArgumentOutOfRangeException>(() => new SpawnOptions { IdleTimeout = TimeSpan.Zero });
        var verb = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await sleeper.AskAsync(new Set(-Quarter)));

        Assert.StartsWith("An actor is not idle after 00:00:00.", option.Message, StringComparison.Ordinal);
        Assert.StartsWith("An actor is not idle after -00:00:01.", verb.Message, StringComparison.Ordinal);
    }

    private async Task SleepAsync(IActorRef<Sleeper> sleeper, int steps)
    {
        await sleeper.AskAsync(new Poke());
        for (int step = 0; step < steps; step++) _time.Advance(Quarter);
        await sleeper.AskAsync(new Poke());
    }

    private sealed record Poke : IRequest<Poke, int>;

    private sealed record Set(TimeSpan? After) : IRequest<Set, int>;

    private sealed record Hold(Gate Entered, Gate Release, bool Passivates = false);

    private sealed class Sleeper(Chronicle chronicle) : Actor, IHandle<Poke, int>, IHandle<Set, int>, IHandle<Hold>, IHandle<Note>, IHandle<Fail>, IHandle<IdleTimeout>
    {
        public ValueTask<int> HandleAsync(Poke request, CancellationToken cancellationToken) => new(0);

        public ValueTask<int> HandleAsync(Set request, CancellationToken cancellationToken)
        {
            this.SetIdleTimeout(request.After);
            return new(0);
        }

        public async ValueTask HandleAsync(Hold message, CancellationToken cancellationToken)
        {
            message.Entered.Open();
            await message.Release.Passed;
            if (message.Passivates) this.Passivate();
        }

        public ValueTask HandleAsync(Note message, CancellationToken cancellationToken) => chronicle.Write(message.Text);

        public ValueTask HandleAsync(Fail message, CancellationToken cancellationToken) => throw message.Error;

        public ValueTask HandleAsync(IdleTimeout message, CancellationToken cancellationToken) => chronicle.Write($"idle for {message.After.TotalSeconds} s");
    }
}
