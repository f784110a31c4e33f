using Actors.Mailboxes;
using Actors.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Tests.Replies;

/// <summary>Requests that one actor takes and another answers.</summary>
public class ForwardTests
{
    [Fact]
    public async Task Another_actor_answers_the_one_who_asked()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Clerk> back = host.System.Spawn(() => new Clerk(reply => reply.TryReply(8)));
        IActorRef<Clerk> front = host.System.Spawn(() => new Clerk(reply => reply.Forward(back, new Order(2))));

        Assert.Equal(8, await front.AskAsync(new Order(1)));

        AskAccount asks = host.System.GetAccount().Asks;
        Assert.Equal((1, 1), (asks.Asked, asks.Replied));
    }

    [Fact]
    public async Task The_one_who_forwarded_is_free_at_once()
    {
        await using TestHost host = await TestHost.StartAsync();
        Desk desk = new();
        IActorRef<Clerk> back = host.System.Spawn(() => new Clerk(desk.Put));
        IActorRef<Clerk> front = host.System.Spawn(() => new Clerk(reply => reply.Forward(back, new Order(2))));
        Task<int> ask = front.AskAsync(new Order(1)).AsTask();
        Reply<int> reply = await desk.Reply;

        await front.StopAsync();

        Assert.False(ask.IsCompleted);
        Assert.True(reply.TryReply(1));
        Assert.Equal(1, await ask);
    }

    [Fact]
    public async Task An_exception_of_the_other_reaches_the_one_who_asked()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Clerk> back = host.System.Spawn(() => new Clerk(_ => { }, new FormatException("no number")));
        IActorRef<Clerk> front = host.System.Spawn(() => new Clerk(reply => reply.Forward(back, new Order(2))));

        await Assert.ThrowsAsync<FormatException>(async () => await front.AskAsync(new Order(1)));
    }

    [Fact]
    public async Task A_stopped_actor_cannot_answer_and_the_one_who_asked_is_told_which()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Clerk> back = host.System.Spawn(() => new Clerk(_ => { }), "back");
        await back.StopAsync();
        IActorRef<Clerk> front = host.System.Spawn(() => new Clerk(reply => reply.Forward(back, new Order(2))));

        ActorStoppedException error = await Assert.ThrowsAsync<ActorStoppedException>(async () => await front.AskAsync(new Order(1)));

        Assert.Equal("/back", error.Actor.Value);
    }

    [Fact]
    public async Task A_full_mailbox_of_the_other_is_told_to_the_one_who_asked()
    {
        await using TestHost host = await TestHost.StartAsync();
        (Gate entered, Gate release) = (new Gate(), new Gate());
        IActorRef<Clerk> back = host.System.Spawn(() => new Clerk(reply =>
        {
            entered.Open();
            release.Passed.Wait(Gate.Patience);
            reply.TryReply(0);
        }), options: new SpawnOptions { Mailbox = new BoundedMailbox(1) });
        Task<int>[] before = [back.AskAsync(new Order(1)).AsTask(), Task.FromResult(0)];
        await entered.Passed;
        before[1] = back.AskAsync(new Order(1)).AsTask();
        IActorRef<Clerk> front = host.System.Spawn(() => new Clerk(reply => reply.Forward(back, new Order(2))));

        await Assert.ThrowsAsync<MailboxFullException>(async () => await front.AskAsync(new Order(1)));

        release.Open();
        await Task.WhenAll(before);
    }

    [Fact]
    public async Task The_timeout_goes_on_and_names_the_one_who_was_to_answer()
    {
        FakeTimeProvider time = new();
        await using TestHost host = await TestHost.StartAsync(time: time);
        Desk desk = new();
        IActorRef<Clerk> back = host.System.Spawn(() => new Clerk(desk.Put), "back");
        IActorRef<Clerk> front = host.System.Spawn(() => new Clerk(reply => reply.Forward(back, new Order(2))));
        Task<int> ask = front.AskAsync(new Order(1), TimeSpan.FromSeconds(1)).AsTask();
        Reply<int> reply = await desk.Reply;

        time.Advance(TimeSpan.FromSeconds(1.1));

        AskTimeoutException error = await Assert.ThrowsAsync<AskTimeoutException>(() => ask.WaitAsync(Gate.Patience));
        Assert.Equal("/back", error.Actor.Value);
        GC.KeepAlive(reply);
    }

    [Fact]
    public async Task A_reply_that_was_used_forwards_nothing()
    {
        await using TestHost host = await TestHost.StartAsync();
        List<bool> forwarded = [];
        IActorRef<Clerk> back = host.System.Spawn(() => new Clerk(reply => reply.TryReply(8)));
        IActorRef<Clerk> front = host.System.Spawn(() => new Clerk(reply =>
        {
            reply.TryReply(1);
            forwarded.Add(reply.Forward(back, new Order(2)));
        }));

        Assert.Equal(1, await front.AskAsync(new Order(1)));
        await front.WhenHandled();
        Assert.Equal([false], forwarded);
    }
}
