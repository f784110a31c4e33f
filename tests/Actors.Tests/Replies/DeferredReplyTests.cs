using System.Runtime.CompilerServices;
using Actors.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Tests.Replies;

/// <summary>Answers that come later than the handler's return, and from elsewhere.</summary>
public class DeferredReplyTests
{
    private readonly Desk _desk = new();

    [Fact]
    public async Task An_answer_may_come_when_the_handler_has_long_returned()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Clerk> clerk = host.System.Spawn(() => new Clerk(_desk.Put));
        Task<int> ask = clerk.AskAsync(new Order(1)).AsTask();
        Reply<int> reply = await _desk.Reply;
        await clerk.WhenHandled();
        Assert.True(reply.IsAwaited);
        Assert.False(ask.IsCompleted);

        Assert.True(reply.TryReply(7));

        Assert.Equal(7, await ask);
        Assert.False(reply.IsAwaited);
    }

    [Fact]
    public async Task An_asker_by_a_protocol_sees_no_difference()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<IClerk> clerk = host.System.Spawn(() => new Clerk(reply => reply.TryReply(3)));
        IActorRef<IHandle<Order, int>> narrow = clerk;

        Assert.Equal(3, await clerk.AskAsync(new Order(1)));
        Assert.Equal(3, await narrow.AskAsync(new Order(1)));
    }

    [Fact]
    public async Task A_failure_reaches_the_asker_and_the_actor_goes_on()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Clerk> clerk = host.System.Spawn(() => new Clerk(reply => reply.TryFail(new FormatException("no number"))));

        await Assert.ThrowsAsync<FormatException>(async () => await clerk.AskAsync(new Order(1)));

        Assert.Equal(0, host.System.GetAccount().Faulted);
        Assert.Equal(1, host.System.GetAccount().Asks.Faulted);
    }

    [Fact]
    public async Task A_second_answer_is_dropped_and_counted()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Clerk> clerk = host.System.Spawn(() => new Clerk(_desk.Put));
        Task<int> ask = clerk.AskAsync(new Order(1)).AsTask();
        Reply<int> reply = await _desk.Reply;

        bool[] taken = [reply.TryReply(1), reply.TryReply(2), reply.TryFail(new FormatException())];

        Assert.Equal([true, false, false], taken);
        Assert.Equal(1, await ask);
        Assert.Equal(2, host.System.GetAccount().Asks.LateReplies);
    }

    [Fact]
    public async Task A_late_answer_is_dropped_and_reaches_no_other_ask()
    {
        FakeTimeProvider time = new();
        await using TestHost host = await TestHost.StartAsync(time: time);
        IActorRef<Clerk> clerk = host.System.Spawn(() => new Clerk(_desk.Put));
        Task<int> ask = clerk.AskAsync(new Order(1), TimeSpan.FromSeconds(1)).AsTask();
        Reply<int> reply = await _desk.Reply;
        await clerk.WhenHandled();
        time.Advance(TimeSpan.FromSeconds(2));
        AskTimeoutException error = await Assert.ThrowsAsync<AskTimeoutException>(() => ask.WaitAsync(Gate.Patience));
        Assert.Contains("it deferred its reply, and nobody has given it", error.Message, StringComparison.Ordinal);
        IActorRef<Clerk> other = host.System.Spawn(() => new Clerk(next => next.TryReply(2)));
        for (int number = 0; number < 100; number++) Assert.Equal(2, await other.AskAsync(new Order(2)));

        Assert.False(reply.IsAwaited);
        Assert.False(reply.TryReply(1));

        for (int number = 0; number < 100; number++) Assert.Equal(2, await other.AskAsync(new Order(2)));
        Assert.Equal(1, host.System.GetAccount().Asks.LateReplies);
    }

    [Fact]
    public async Task A_handler_that_throws_before_it_answered_ends_the_ask_with_that()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Clerk> clerk = host.System.Spawn(() => new Clerk(_desk.Put, new FormatException("no number")));

        await Assert.ThrowsAsync<FormatException>(async () => await clerk.AskAsync(new Order(1)));

        Assert.False((await _desk.Reply).TryReply(1));
    }

    [Fact]
    public async Task A_handler_that_throws_after_it_answered_takes_nothing_back()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Clerk> clerk = host.System.Spawn(() => new Clerk(reply => reply.TryReply(5), new FormatException("too late")));

        Assert.Equal(5, await clerk.AskAsync(new Order(1)));
    }

    [Fact]
    public async Task An_actor_that_stops_ends_the_asks_that_it_owes_an_answer()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Clerk> clerk = host.System.Spawn(() => new Clerk(_desk.Put));
        Task<int> ask = clerk.AskAsync(new Order(1), Timeout.InfiniteTimeSpan).AsTask();
        Reply<int> reply = await _desk.Reply;

        clerk.Stop();

        await Assert.ThrowsAsync<ActorStoppedException>(() => ask.WaitAsync(Gate.Patience));
        Assert.False(reply.TryReply(1));
    }

    [Fact]
    public async Task An_actor_that_is_restarted_ends_the_asks_that_its_last_life_owed_an_answer()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Clerk> clerk = host.System.Spawn(() => new Clerk(_desk.Put), "clerk");
        Task<int> ask = clerk.AskAsync(new Order(1), Timeout.InfiniteTimeSpan).AsTask();
        Reply<int> reply = await _desk.Reply;

        clerk.Tell(new Fail(new FormatException("broken")));

        ReplyDroppedException error = await Assert.ThrowsAsync<ReplyDroppedException>(() => ask.WaitAsync(Gate.Patience));
        Assert.Equal("/clerk was restarted before it gave the answer that it had deferred: broken", error.Message);
        Assert.IsType<FormatException>(error.InnerException);
        Assert.False(reply.TryReply(1));
    }

    [Fact]
    public async Task A_detached_reply_outlives_its_actor()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Clerk> clerk = host.System.Spawn(() => new Clerk(_desk.Put));
        Task<int> ask = clerk.AskAsync(new Order(1)).AsTask();
        Reply<int> reply = await _desk.Reply;

        reply.Detach();
        await clerk.StopAsync();

        Assert.True(reply.TryReply(4));
        Assert.Equal(4, await ask);
    }

    [Fact]
    public async Task A_reply_that_everybody_let_go_of_ends_the_ask_when_the_collector_finds_out()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Clerk> clerk = host.System.Spawn(() => new Clerk(_ => { }), "clerk");
        Task<int> ask = clerk.AskAsync(new Order(1), Timeout.InfiniteTimeSpan).AsTask();
        await clerk.WhenHandled();

        for (int tries = 0; tries < 100 && !ask.IsCompleted; tries++)
        {
            Collect();
            await Task.Yield();
        }

        ReplyDroppedException error = await Assert.ThrowsAsync<ReplyDroppedException>(() => ask.WaitAsync(Gate.Patience));
        Assert.Equal("/clerk let go of its Reply without an answer. Keep it until it is used.", error.Message);
    }

    [Fact]
    public async Task What_is_owed_when_the_host_stops_is_told_so()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Clerk> clerk = host.System.Spawn(() => new Clerk(_desk.Put));
        Task<int> ask = clerk.AskAsync(new Order(1), Timeout.InfiniteTimeSpan).AsTask();
        Reply<int> reply = await _desk.Reply;

        await host.StopAsync();

        await Assert.ThrowsAsync<ActorSystemStoppingException>(() => ask.WaitAsync(Gate.Patience));
        GC.KeepAlive(reply);
    }

    [Fact]
    public async Task A_handler_of_deferred_answers_cannot_be_called_in_place_of_being_asked()
    {
#pragma warning disable CA1859 // As somebody would who knows the protocol only.
        IHandle<Order, int> handler = new Clerk(_ => { });
#pragma warning restore CA1859

        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await handler.HandleAsync(new Order(1), CancellationToken.None));

        Assert.Contains("Ask the actor by its address", error.Message, StringComparison.Ordinal);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
