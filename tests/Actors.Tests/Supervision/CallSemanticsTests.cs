using Actors.Tests.Replies;
using Actors.Tests.Support;

namespace Actors.Tests;

/// <summary>C1 to C7 of the OTP checklist: what a call promises, whatever becomes of the one that is called.</summary>
public class CallSemanticsTests
{
    private static readonly TimeSpan AtOnce = Gate.Patience;

    private readonly Journal _journal = new();

    [Fact]
    public async Task One_that_fails_before_it_answers_ends_the_call_with_its_failure()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));

        FormatException error = await Assert.ThrowsAsync<FormatException>(() =>
            actor.AskAsync(new AskFail(new FormatException("why"), AfterAwait: true), Timeout.InfiniteTimeSpan).AsTask().WaitAsync(AtOnce));

        Assert.Equal("why", error.Message);
    }

    [Fact]
    public async Task One_that_does_not_run_ends_the_call_at_once()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal), "gone");
        await actor.StopAsync();

        ActorStoppedException error = await Assert.ThrowsAsync<ActorStoppedException>(() =>
            actor.AskAsync(new GetLife(), Timeout.InfiniteTimeSpan).AsTask().WaitAsync(AtOnce));

        Assert.Equal(new ActorPath("/gone"), error.Actor);
    }

    [Fact]
    public async Task One_that_calls_itself_is_told_at_once()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Narcissus> actor = host.System.Spawn(() => new Narcissus());

        await Assert.ThrowsAsync<AskCycleException>(() => actor.AskAsync(new GetLife(), Timeout.InfiniteTimeSpan).AsTask().WaitAsync(AtOnce));
    }

    [Fact]
    public async Task An_answer_after_the_timeout_reaches_nobody()
    {
        Clockwork time = new();
        await using TestHost host = await TestHost.StartAsync(time: time);
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));
        (Gate entered, Gate release) = (new Gate(), new Gate());
        Task<int> late = actor.AskAsync(new AskHold(entered, release, 7), TimeSpan.FromSeconds(1)).AsTask();
        await entered.Passed;
        time.AdvanceMilliseconds(1100);
        await Assert.ThrowsAsync<AskTimeoutException>(() => late.WaitAsync(AtOnce));
        Task<int> next = actor.AskAsync(new GetLife(), TimeSpan.FromHours(1)).AsTask();

        release.Open();

        Assert.Equal(1, await next.WaitAsync(AtOnce));
    }

    [Fact]
    public async Task A_second_answer_is_dropped_and_reaches_nobody()
    {
        await using TestHost host = await TestHost.StartAsync();
        List<Reply<int>> kept = [];
        IActorRef<Clerk> clerk = host.System.Spawn(() => new Clerk(reply =>
        {
            foreach (Reply<int> before in kept) before.TryReply(2);
            kept.Add(reply);
            reply.TryReply(1);
        }));

        // Each Ask after the first may live in the object of the one before, which is answered again meanwhile.
        for (int order = 0; order < 10; order++) Assert.Equal(1, await clerk.AskAsync(new Order(order)).AsTask().WaitAsync(AtOnce));

        Assert.Equal(45, host.System.GetAccount().Asks.LateReplies);
    }

    [Fact]
    public async Task An_answer_may_come_later_and_from_another_actor()
    {
        await using TestHost host = await TestHost.StartAsync();
        TaskCompletionSource<Reply<int>> passedOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        IActorRef<Clerk> clerk = host.System.Spawn(() => new Clerk(passedOn.SetResult));
        IActorRef<Answerer> other = host.System.Spawn(() => new Answerer());
        Task<int> call = clerk.AskAsync(new Order(1), Timeout.InfiniteTimeSpan).AsTask();
        Reply<int> reply = await passedOn.Task.WaitAsync(AtOnce);
        await clerk.WhenHandled();
        Assert.False(call.IsCompleted);

        other.Tell(new Answer(reply, 7));

        Assert.Equal(7, await call.WaitAsync(AtOnce));
    }

    [Fact]
    public async Task Many_calls_under_way_are_awaited_as_they_come()
    {
        await using TestHost host = await TestHost.StartAsync();
        Dictionary<Task<int>, int> labels = [];
        List<Gate> releases = [];
        for (int label = 0; label < 10; label++)
        {
            IActorRef<Probe> actor = host.System.Spawn(() => new Probe(new Journal()));
            (Gate entered, Gate release) = (new Gate(), new Gate());
            releases.Add(release);
            labels.Add(actor.AskAsync(new AskHold(entered, release, label)).AsTask(), label);
        }

        List<int> answered = [];
        List<int> expected = [];
        for (int at = 9; at >= 0; at--)
        {
            releases[at].Open();
            Task<int> first = await Task.WhenAny(labels.Keys).WaitAsync(AtOnce);
            answered.Add(labels[first]);
            expected.Add(await first);
            labels.Remove(first);
        }

        Assert.Equal([9, 8, 7, 6, 5, 4, 3, 2, 1, 0], answered);
        Assert.Equal(answered, expected);
    }

    private sealed record Answer(Reply<int> Reply, int Number);

    private sealed class Answerer : Actor, IHandle<Answer>
    {
        public ValueTask HandleAsync(Answer message, CancellationToken cancellationToken)
        {
            message.Reply.TryReply(message.Number);
            return default;
        }
    }

    private sealed class Narcissus : Actor, IHandle<GetLife, int>
    {
        public async ValueTask<int> HandleAsync(GetLife request, CancellationToken cancellationToken) => await this.Self().AskAsync(request, Timeout.InfiniteTimeSpan, cancellationToken);
    }
}
