using Actors.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Tests.Asks;

/// <summary>What an asker is told whose time is over: what the actor was doing, since when, and how far the request had come.</summary>
public class AskTimeoutTextTests
{
    private readonly Journal _journal = new();
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_handler_that_awaits_too_long_is_named_with_the_time_it_took_and_who_waits_behind()
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal), "slow");
        (Gate entered, Gate release) = (new Gate(), new Gate());
        Task<int> ask = actor.AskAsync(new AskHold(entered, release, 1), TimeSpan.FromSeconds(3)).AsTask();
        actor.Tell(new Note("waits"));
        await entered.Passed;

        _time.Advance(TimeSpan.FromSeconds(3.1));

        AskTimeoutException error = await Assert.ThrowsAsync<AskTimeoutException>(() => ask.WaitAsync(Gate.Patience));
        Assert.Equal("/slow did not answer AskHold within 3 s: its handler of AskHold awaited something the whole time; 1 more wait in its mailbox. Give AskAsync a longer timeout, or let its handlers await less.", error.Message);
        Assert.Equal((null, 1, "AskHold", TimeSpan.FromSeconds(3.1)), (error.Position, error.Waiting, error.Handling, error.HandlingFor!.Value));
        release.Open();
    }

    [Fact]
    public async Task A_request_that_was_not_begun_says_what_stands_before_it_and_its_place_in_line()
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal), "slow");
        (Gate entered, Gate release) = (new Gate(), new Gate());
        actor.Tell(new Hold(entered, release));
        await entered.Passed;
        _time.Advance(TimeSpan.FromSeconds(2));
        actor.Tell(new Note("before"));
        Task<int> ask = actor.AskAsync(new GetLife(), TimeSpan.FromSeconds(3)).AsTask();
        actor.Tell(new Note("behind"));

        _time.Advance(TimeSpan.FromSeconds(3.1));

        AskTimeoutException error = await Assert.ThrowsAsync<AskTimeoutException>(() => ask.WaitAsync(Gate.Patience));
        Assert.StartsWith("/slow did not answer GetLife within 3 s: its handler of Hold awaited something the whole time; GetLife is number 2 of 3 that wait in its mailbox.", error.Message, StringComparison.Ordinal);
        Assert.Equal((2, 3, "Hold"), (error.Position, error.Waiting, error.Handling));
        release.Open();
    }

    [Theory]
    [InlineData(null, 1001, "GetLife waits behind more than 1,000 of 1,501 in its mailbox")]
    [InlineData(2000, 1001, "GetLife waits behind more than 1,000 of 1,501 in its mailbox")]
    public async Task A_request_that_was_begun_later_than_others_is_found_wherever_it_lies(int? capacity, int position, string text)
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal), options: new SpawnOptions { Mailbox = capacity is null ? null : new Mailboxes.BoundedMailbox(capacity.Value) });
        (Gate entered, Gate release) = (new Gate(), new Gate());
        actor.Tell(new Hold(entered, release));
        await entered.Passed;
        for (int number = 0; number < 1500; number++) actor.Tell(new Note("before"));
        Task<int> ask = actor.AskAsync(new GetLife(), TimeSpan.FromSeconds(3)).AsTask();

        _time.Advance(TimeSpan.FromSeconds(3.1));

        AskTimeoutException error = await Assert.ThrowsAsync<AskTimeoutException>(() => ask.WaitAsync(Gate.Patience));
        Assert.Equal(position, error.Position);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
        release.Open();
    }

    [Fact]
    public async Task A_handler_that_blocks_its_thread_is_told_from_one_that_awaits()
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        IActorRef<Blocking> actor = host.System.Spawn(() => new Blocking(), "blocked");
        (Gate entered, Gate release) = (new Gate(), new Gate());
        actor.Tell(new Hold(entered, release));
        await entered.Passed;
        Task<int> ask = actor.AskAsync(new GetLife(), TimeSpan.FromSeconds(3)).AsTask();

        _time.Advance(TimeSpan.FromSeconds(3.1));

        AskTimeoutException error = await Assert.ThrowsAsync<AskTimeoutException>(() => ask.WaitAsync(Gate.Patience));
        Assert.Contains("a handler runs without awaiting; GetLife is number 1 of 1", error.Message, StringComparison.Ordinal);
        Assert.Null(error.Handling);
        release.Open();
    }

    [Fact]
    public async Task An_actor_that_has_not_started_says_so()
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        (Gate entered, Gate release) = (new Gate(), new Gate());
        IActorRef<Probe> actor = host.System.Spawn<Probe>(() =>
        {
            entered.Open();
            release.Passed.Wait(Gate.Patience);
            return new Probe(_journal);
        });
        await entered.Passed;
        Task<int> ask = actor.AskAsync(new GetLife(), TimeSpan.FromSeconds(3)).AsTask();

        _time.Advance(TimeSpan.FromSeconds(3.1));

        AskTimeoutException error = await Assert.ThrowsAsync<AskTimeoutException>(() => ask.WaitAsync(Gate.Patience));
        Assert.Contains("it has not started", error.Message, StringComparison.Ordinal);
        release.Open();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(long.MaxValue)]
    public async Task Any_time_above_zero_will_do(long ticks)
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));
        await actor.AskAsync(new GetNotes());
        (Gate entered, Gate release) = (new Gate(), new Gate());

        Task<int> ask = actor.AskAsync(new AskHold(entered, release, 5), new TimeSpan(ticks)).AsTask();

        await entered.Passed;
        Assert.False(ask.IsCompleted);
        release.Open();
        Assert.Equal(5, await ask);
    }

    private sealed class Blocking : Actor, IHandle<Hold>, IHandle<GetLife, int>
    {
        public ValueTask HandleAsync(Hold message, CancellationToken cancellationToken)
        {
            message.Entered.Open();
            message.Release.Passed.Wait(Gate.Patience, CancellationToken.None);
            return default;
        }

        public ValueTask<int> HandleAsync(GetLife request, CancellationToken cancellationToken) => new(1);
    }
}
