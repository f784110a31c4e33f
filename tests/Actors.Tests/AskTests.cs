using Actors.Mailboxes;
using Actors.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Tests;

public class AskTests
{
    private readonly Journal _journal = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_handlers_exception_reaches_the_asker(bool afterAwait)
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));
        FormatException cause = new("no number");

        FormatException error = await Assert.ThrowsAsync<FormatException>(async () => await actor.AskAsync(new AskFail(cause, afterAwait)));

        Assert.Same(cause, error);
        Assert.Equal(2, await actor.AskAsync(new GetLife()));
    }

    [Fact]
    public async Task A_cancellation_that_a_handler_throws_by_itself_is_a_fault()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));

        await Assert.ThrowsAsync<OperationCanceledException>(async () => await actor.AskAsync(new AskFail(new OperationCanceledException("not ours"), AfterAwait: true)));

        Assert.Equal(2, await actor.AskAsync(new GetLife()));
    }

    [Fact]
    public async Task A_stopped_actor_says_so_at_once()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal), "gone");
        await actor.StopAsync();

        ActorStoppedException error = await Assert.ThrowsAsync<ActorStoppedException>(async () => await actor.AskAsync(new GetLife(), Timeout.InfiniteTimeSpan));

        Assert.Equal("/gone", error.Actor.Value);
    }

    [Fact]
    public async Task An_actor_that_stops_ends_the_asks_that_wait_in_its_mailbox()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));
        (Gate entered, Gate release) = (new Gate(), new Gate());
        Task<int> running = actor.AskAsync(new AskHold(entered, release, 7), Timeout.InfiniteTimeSpan).AsTask();
        Task<int>[] queued = [.. Enumerable.Range(0, 10).Select(_ => actor.AskAsync(new GetLife(), Timeout.InfiniteTimeSpan).AsTask())];
        await entered.Passed;

        actor.Stop();
        release.Open();

        Assert.Equal(7, await running);
        foreach (Task<int> ask in queued) await Assert.ThrowsAsync<ActorStoppedException>(() => ask);
    }

    [Fact]
    public async Task A_drained_actor_answers_what_it_was_asked_before()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));
        (Gate entered, Gate release) = (new Gate(), new Gate());
        actor.Tell(new Hold(entered, release));
        Task<int> queued = actor.AskAsync(new GetLife()).AsTask();
        await entered.Passed;

        Task stopped = actor.StopAsync();
        release.Open();

        Assert.Equal(1, await queued);
        await stopped;
    }

    [Fact]
    public async Task A_cancelled_ask_ends_at_once_and_its_request_is_not_handled()
    {
        await using TestHost host = await TestHost.StartAsync();
        Letters letters = Letters.Of(host.System);
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));
        (Gate entered, Gate release) = (new Gate(), new Gate());
        actor.Tell(new Hold(entered, release));
        await entered.Passed;
        using CancellationTokenSource cancellation = new();
        (Gate neverEntered, AskHold request) = (new Gate(), null!);
        request = new AskHold(neverEntered, release, 1);
        Task<int> ask = actor.AskAsync(request, cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        OperationCanceledException error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ask);
        Assert.Equal(cancellation.Token, error.CancellationToken);
        Assert.True(ask.IsCanceled);
        release.Open();
        await actor.AskAsync(new GetLife());
        Assert.False(neverEntered.IsOpen);
        Assert.Equal([(request, DeadLetterReason.AskerGone)], letters.All.Select(letter => ((AskHold)letter.Message, letter.Reason)));
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_asks_nothing()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));

        ValueTask<int> ask = actor.AskAsync(new GetLife(), new CancellationToken(canceled: true));

        Assert.True(ask.IsCanceled);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await ask);
        Assert.Equal(0, host.System.GetAccount().Accepted);
    }

    [Fact]
    public async Task An_ask_that_gets_no_answer_in_time_says_who_was_asked_what_and_how_long()
    {
        FakeTimeProvider time = new();
        await using TestHost host = await TestHost.StartAsync(time: time);
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal), "slow");
        (Gate entered, Gate release) = (new Gate(), new Gate());
        Task<int> ask = actor.AskAsync(new AskHold(entered, release, 1), TimeSpan.FromSeconds(3)).AsTask();
        actor.Tell(new Note("waits"));
        await entered.Passed;

        time.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(ask.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.2));

        AskTimeoutException error = await Assert.ThrowsAsync<AskTimeoutException>(() => ask.WaitAsync(Gate.Patience));
        Assert.Equal((new ActorPath("/slow"), typeof(AskHold), TimeSpan.FromSeconds(3)), (error.Actor, error.Request, error.Timeout));
        release.Open();
    }

    [Fact]
    public async Task An_ask_without_a_timeout_has_the_options_one()
    {
        FakeTimeProvider time = new();
        await using TestHost host = await TestHost.StartAsync(time: time, settings: ("Actors:AskTimeout", "00:00:07"));
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));
        (Gate entered, Gate release) = (new Gate(), new Gate());
        Task<int> ask = actor.AskAsync(new AskHold(entered, release, 1)).AsTask();
        await entered.Passed;

        time.Advance(TimeSpan.FromSeconds(7.1));

        AskTimeoutException error = await Assert.ThrowsAsync<AskTimeoutException>(() => ask.WaitAsync(Gate.Patience));
        Assert.Equal(TimeSpan.FromSeconds(7), error.Timeout);
        release.Open();
    }

    [Fact]
    public async Task Asks_time_out_each_in_its_own_time()
    {
        FakeTimeProvider time = new();
        await using TestHost host = await TestHost.StartAsync(time: time);
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));
        (Gate entered, Gate release) = (new Gate(), new Gate());
        actor.Tell(new Hold(entered, release));
        Task<int>[] asks = [.. new[] { 5, 1, 3, 2, 4 }.Select(seconds => actor.AskAsync(new GetLife(), TimeSpan.FromSeconds(seconds)).AsTask())];

        for (int second = 1; second <= 5; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1.05));
            Task next = asks[Array.IndexOf([5, 1, 3, 2, 4], second)];
            await Assert.ThrowsAsync<AskTimeoutException>(() => next.WaitAsync(Gate.Patience));
            Assert.Equal(second, asks.Count(ask => ask.IsCompleted));
        }

        release.Open();
    }

    [Fact]
    public async Task A_reply_that_comes_too_late_reaches_nobody()
    {
        FakeTimeProvider time = new();
        await using TestHost host = await TestHost.StartAsync(time: time);
        IActorRef<Probe> slow = host.System.Spawn(() => new Probe(_journal));
        (Gate entered, Gate release) = (new Gate(), new Gate());
        Task<int> late = slow.AskAsync(new AskHold(entered, release, -1), TimeSpan.FromSeconds(1)).AsTask();
        await entered.Passed;
        time.Advance(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAsync<AskTimeoutException>(() => late.WaitAsync(Gate.Patience));
        IActorRef<Probe> other = host.System.Spawn(() => new Probe(new Journal()));

        release.Open();

        for (int number = 0; number < 1000; number++) Assert.Equal(1, await other.AskAsync(new GetLife()));
    }

    [Fact]
    public async Task A_full_mailbox_refuses_an_ask_at_once()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal), options: new SpawnOptions { Mailbox = new BoundedMailbox(1) });
        (Gate entered, Gate release) = (new Gate(), new Gate());
        actor.Tell(new Hold(entered, release));
        await entered.Passed;
        actor.Tell(new Note("fills it"));

        await Assert.ThrowsAsync<MailboxFullException>(async () => await actor.AskAsync(new GetLife()));
        release.Open();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public async Task A_timeout_without_time_is_refused_with_a_sentence(int seconds)
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));

        ArgumentOutOfRangeException error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await actor.AskAsync(new GetLife(), TimeSpan.FromSeconds(seconds)));

        Assert.StartsWith("An Ask needs time for its answer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_is_null_is_refused_at_the_caller()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));

        await Assert.ThrowsAsync<ArgumentNullException>("request", async () => await actor.AskAsync((GetLife)null!));
    }

    [Fact]
    public async Task A_request_that_says_it_is_another_is_refused_at_the_caller()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));

        ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(async () => await actor.AskAsync(new Impostor()));

        Assert.StartsWith("Impostor says that it is the request GetLife, but it is not.", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, await actor.AskAsync(new GetLife()));
    }

    [Fact]
    public async Task An_answer_may_be_awaited_only_once()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));
#pragma warning disable CA2012 // That is the point.
        ValueTask<int> ask = actor.AskAsync(new GetLife());
        Assert.Equal(1, await ask);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await ask);
#pragma warning restore CA2012
    }

    [Fact]
    public async Task Many_asks_at_once_each_get_their_own_answer()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Echo>[] actors = [.. Enumerable.Range(0, 8).Select(_ => host.System.Spawn(() => new Echo()))];

        await Parallel.ForAsync(0, 64, async (worker, cancellationToken) =>
        {
            for (int number = 0; number < 1000; number++)
            {
                long value = (long)worker << 32 | (uint)number;
                Assert.Equal(value, await actors[number % 8].AskAsync(new Say(value), cancellationToken));
            }
        });
    }

    private sealed record Impostor : IRequest<GetLife, int>;

    private sealed record Say(long Value) : IRequest<Say, long>;

    private sealed class Echo : Actor, IHandle<Say, long>
    {
        public ValueTask<long> HandleAsync(Say request, CancellationToken cancellationToken) => new(request.Value);
    }
}
