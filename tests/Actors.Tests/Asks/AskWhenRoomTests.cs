using Actors.Mailboxes;
using Actors.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Tests.Asks;

/// <summary>Asks that wait for room in a full mailbox.</summary>
public class AskWhenRoomTests
{
    private readonly Journal _journal = new();
    private readonly FakeTimeProvider _time = new();
    private readonly Gate _entered = new();
    private readonly Gate _release = new();

    [Fact]
    public async Task It_waits_for_room_and_then_for_the_reply()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> actor = await SpawnFullAsync(host);

        Task<string[]>[] asks = [.. Enumerable.Range(0, 3).Select(_ => actor.AskWhenRoomAsync(new GetNotes()).AsTask())];
        Assert.DoesNotContain(asks, ask => ask.IsCompleted);
        _release.Open();

        foreach (Task<string[]> ask in asks) Assert.Equal(["fills it"], await ask);
    }

    [Fact]
    public async Task Its_time_counts_while_it_waits_for_room_and_its_request_is_not_handled()
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        Letters letters = Letters.Of(host.System);
        IActorRef<Probe> actor = await SpawnFullAsync(host);
        Task<int> ask = actor.AskWhenRoomAsync(new GetLife(), TimeSpan.FromSeconds(1)).AsTask();

        _time.Advance(TimeSpan.FromSeconds(1.1));

        await Assert.ThrowsAsync<AskTimeoutException>(() => ask.WaitAsync(Gate.Patience));
        _release.Open();
        await actor.AskWhenRoomAsync(new GetNotes());
        Assert.Equal([DeadLetterReason.AskerGone], letters.All.Select(letter => letter.Reason));
    }

    [Fact]
    public async Task A_cancelled_one_has_sent_nothing()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> actor = await SpawnFullAsync(host);
        using CancellationTokenSource cancellation = new();
        Task<int> ask = actor.AskWhenRoomAsync(new GetLife(), cancellationToken: cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ask.WaitAsync(Gate.Patience));
        _release.Open();
        await actor.StopAsync();
        Assert.Equal(2, host.System.GetAccount().Accepted);
        Assert.Equal(1, host.System.GetAccount().Asks.Cancelled);
    }

    [Fact]
    public async Task An_actor_that_stops_meanwhile_says_so()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> actor = await SpawnFullAsync(host);
        Task<int> ask = actor.AskWhenRoomAsync(new GetLife()).AsTask();

        actor.Stop();
        _release.Open();

        await Assert.ThrowsAsync<ActorStoppedException>(() => ask.WaitAsync(Gate.Patience));
        await Assert.ThrowsAsync<ActorStoppedException>(async () => await actor.AskWhenRoomAsync(new GetLife()));
    }

    [Fact]
    public async Task A_timeout_without_time_is_refused_with_a_sentence()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await actor.AskWhenRoomAsync(new GetLife(), TimeSpan.Zero));
    }

    private async Task<IActorRef<Probe>> SpawnFullAsync(TestHost host)
    {
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal), options: new SpawnOptions { Mailbox = new BoundedMailbox(1) });
        actor.Tell(new Hold(_entered, _release));
        await _entered.Passed;
        actor.Tell(new Note("fills it"));
        return actor;
    }
}
