using System.Diagnostics.CodeAnalysis;
using Actors.Tests.Support;

namespace Actors.Tests;

/// <summary>When an Ask times out, to the millisecond, and what that costs in timers.</summary>
[SuppressMessage("Reliability", "CA2012", Justification = "Each is asked whether it has ended, and then awaited once.")]
public class AskTimeoutTests
{
    [Theory]
    [InlineData(1000, 1000)]
    [InlineData(1.5, 2)]
    [InlineData(0.1, 1)]
    public async Task An_ask_is_never_ended_early_and_a_millisecond_late(double timeout, double last)
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Answering> actor = stage.System.Spawn(() => new Answering());
        ValueTask<int> ask = Ask(actor, timeout);

        stage.Time.AdvanceMilliseconds(last);
        Assert.False(ask.IsCompleted);
        stage.Time.AdvanceMilliseconds(1);

        Assert.True(ask.IsFaulted);
        AskTimeoutException error = await Assert.ThrowsAsync<AskTimeoutException>(async () => await ask);
        Assert.Equal(TimeSpan.FromMilliseconds(timeout), error.Timeout);
    }

    [Fact]
    public async Task The_timer_is_set_for_the_first_and_only_by_who_is_earlier()
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Answering> actor = stage.System.Spawn(() => new Answering());

        ValueTask<int>[] asks = [Ask(actor, 500), Ask(actor, 700), Ask(actor, 500), Ask(actor, 300)];

        Assert.Equal([501, 301], stage.Time.Settings);
        stage.Time.AdvanceMilliseconds(301);
        Assert.Equal([501, 301, 200], stage.Time.Settings);
        Assert.Equal([false, false, false, true], asks.Select(ask => ask.IsCompleted));
        stage.Time.AdvanceMilliseconds(200);
        Assert.Equal([501, 301, 200, 200], stage.Time.Settings);
        Assert.Equal([true, false, true, true], asks.Select(ask => ask.IsCompleted));
        stage.Time.AdvanceMilliseconds(200);
        Assert.Equal([501, 301, 200, 200], stage.Time.Settings);
        foreach (ValueTask<int> ask in asks) await Assert.ThrowsAsync<AskTimeoutException>(async () => await ask);
    }

    [Fact]
    public async Task Asks_that_end_one_after_the_other_share_a_sweep_of_five_milliseconds()
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Answering> actor = stage.System.Spawn(() => new Answering());
        ValueTask<int>[] asks = [Ask(actor, 10), Ask(actor, 11), Ask(actor, 13), Ask(actor, 18)];

        stage.Time.AdvanceMilliseconds(11);
        Assert.Equal([true, false, false, false], asks.Select(ask => ask.IsCompleted));
        Assert.Equal([11, 5], stage.Time.Settings);
        stage.Time.AdvanceMilliseconds(5);

        Assert.Equal([true, true, true, false], asks.Select(ask => ask.IsCompleted));
        Assert.Equal([11, 5, 5], stage.Time.Settings);
        stage.Time.AdvanceMilliseconds(5);
        foreach (ValueTask<int> ask in asks) await Assert.ThrowsAsync<AskTimeoutException>(async () => await ask);
    }

    [Fact]
    public async Task A_timeout_of_a_month_is_waited_for_a_day_at_a_time()
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Answering> actor = stage.System.Spawn(() => new Answering());
        double day = TimeSpan.FromDays(1).TotalMilliseconds;
        ValueTask<int> ask = Ask(actor, 30 * day);

        for (int passed = 0; passed < 30; passed++) stage.Time.AdvanceMilliseconds(day);
        Assert.False(ask.IsCompleted);
        stage.Time.AdvanceMilliseconds(5);

        Assert.Equal([.. Enumerable.Repeat(day, 30), 5], stage.Time.Settings);
        await Assert.ThrowsAsync<AskTimeoutException>(async () => await ask);
    }

    [Fact]
    public async Task An_ask_without_a_limit_sets_no_timer_and_one_with_a_limit_does_not_end_it()
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Answering> actor = stage.System.Spawn(() => new Answering());
        ValueTask<int> unlimited = actor.AskAsync(new Question(), Timeout.InfiniteTimeSpan);
        Assert.Empty(stage.Time.Settings);
        ValueTask<int> limited = Ask(actor, 100);

        stage.Time.AdvanceMilliseconds(101);

        Assert.Equal([101], stage.Time.Settings);
        Assert.True(limited.IsCompleted);
        Assert.False(unlimited.IsCompleted);
        await Assert.ThrowsAsync<AskTimeoutException>(async () => await limited);
        stage.Turns.RunAll();
        Assert.Equal(42, await unlimited);
    }

    [Fact]
    public async Task Answered_asks_leave_the_timer_as_it_is_and_are_swept_without_a_trace()
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Answering> actor = stage.System.Spawn(() => new Answering());
        stage.Turns.RunAll();
        for (int number = 0; number < 3; number++)
        {
            ValueTask<int> ask = actor.AskAsync(new Question(), TimeSpan.FromMilliseconds(100));
            stage.Turns.RunAll();
            Assert.True(ask.IsCompletedSuccessfully);
            Assert.Equal(42, await ask);
        }

        stage.Time.AdvanceMilliseconds(101);

        Assert.Equal([101], stage.Time.Settings);
        ValueTask<int> next = actor.AskAsync(new Question(), TimeSpan.FromMilliseconds(100));
        Assert.Equal([101, 101], stage.Time.Settings);
        stage.Turns.RunAll();
        Assert.Equal(42, await next);
    }

    [Fact]
    public async Task An_ask_that_is_used_again_in_another_system_lives_by_that_systems_clock()
    {
        await using Stage first = await Stage.StartAsync();
        await using Stage second = await Stage.StartAsync();
        IActorRef<Answering> answering = first.System.Spawn(() => new Answering());
        IActorRef<Answering> asked = second.System.Spawn(() => new Answering());
        first.Turns.RunAll();
        ValueTask<int> answered = answering.AskAsync(new Question(), TimeSpan.FromMilliseconds(100));
        first.Turns.RunAll();
        Assert.Equal(42, await answered);

        ValueTask<int> ask = Ask(asked, 1000);
        first.Time.AdvanceMilliseconds(101);
        Assert.Equal([101], first.Time.Settings);
        first.Time.AdvanceMilliseconds(2000);
        Assert.False(ask.IsCompleted);
        second.Time.AdvanceMilliseconds(1001);

        await Assert.ThrowsAsync<AskTimeoutException>(async () => await ask);
    }

    [Fact]
    public async Task A_sweep_forgets_what_has_ended_and_sees_it_again_in_its_next_life()
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Answering> quick = stage.System.Spawn(() => new Answering());
        stage.Turns.RunAll();
        IActorRef<Answering> slow = stage.System.Spawn(() => new Answering());
        ValueTask<int> answered = Ask(quick, 1000);
        ValueTask<int> late = Ask(slow, 100);
        Assert.Equal(["/$2", "/$1"], stage.Turns.Waiting.Select(turn => turn.Who));
        stage.Turns.RunLast();
        Assert.True(answered.IsCompletedSuccessfully);

        stage.Time.AdvanceMilliseconds(101);

        Assert.Equal([1001, 101], stage.Time.Settings);
        await Assert.ThrowsAsync<AskTimeoutException>(async () => await late);
        Assert.Equal(42, await answered);
        ValueTask<int>[] next = [Ask(slow, 100), Ask(slow, 100), Ask(slow, 100)];
        stage.Time.AdvanceMilliseconds(101);
        foreach (ValueTask<int> ask in next)
        {
            Assert.True(ask.IsFaulted);
            await Assert.ThrowsAsync<AskTimeoutException>(async () => await ask);
        }
    }

    [Fact]
    public async Task A_token_that_is_cancelled_after_the_answer_changes_nothing()
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Answering> actor = stage.System.Spawn(() => new Answering());
        stage.Turns.RunAll();
        using CancellationTokenSource cancellation = new();
        ValueTask<int> ask = actor.AskAsync(new Question(), cancellation.Token);
        stage.Turns.RunAll();

        Turns.Plainly(cancellation.Cancel);

        Assert.True(ask.IsCompletedSuccessfully);
        Assert.Equal(42, await ask);
    }

    [Fact]
    public async Task A_token_of_an_ask_that_is_over_does_not_cancel_the_next()
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Answering> actor = stage.System.Spawn(() => new Answering());
        stage.Turns.RunAll();
        using CancellationTokenSource cancellation = new();
        ValueTask<int> first = actor.AskAsync(new Question(), cancellation.Token);
        stage.Turns.RunAll();
        Assert.Equal(42, await first);
        ValueTask<int> second = actor.AskAsync(new Question());

        Turns.Plainly(cancellation.Cancel);

        Assert.False(second.IsCompleted);
        stage.Turns.RunAll();
        Assert.Equal(42, await second);
    }

    [Fact]
    public async Task An_ask_after_the_host_is_gone_ends_and_sets_no_timer()
    {
        Stage stage = await Stage.StartAsync();
        IActorRef<Answering> actor = stage.System.Spawn(() => new Answering());
        await stage.DisposeAsync();
        int before = stage.Time.Settings.Count;

        await Assert.ThrowsAsync<ActorSystemStoppingException>(async () => await Ask(actor, 100));

        Assert.Equal(before, stage.Time.Settings.Count);
    }

    private static ValueTask<int> Ask(IActorRef<Answering> actor, double milliseconds) => actor.AskAsync(new Question(), TimeSpan.FromMilliseconds(milliseconds));

    private sealed record Question : IRequest<Question, int>;

    /// <summary>Answers when its turn is run.</summary>
    private sealed class Answering : Actor, IHandle<Question, int>
    {
        public ValueTask<int> HandleAsync(Question request, CancellationToken cancellationToken) => new(42);
    }
}
