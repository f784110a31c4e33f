using Actors.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Tests.Faults;

/// <summary>Very many of something that end, or come due, in the same moment.</summary>
// What a hundred thousand of them queue would hold up the tests beside.
[Collection("One at a time")]
public class CrowdTests
{
    private const int Many = 100_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_hundred_thousand_Asks_in_flight_end_with_the_actor_that_they_wait_for(bool isKilled)
    {
        await using TestHost host = await TestHost.StartAsync(time: new FakeTimeProvider());
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(new Journal()), "asked");
        (Gate entered, Gate release) = (new Gate(), new Gate());
        actor.Tell(new Hold(entered, release));
        await entered.Passed;
        Task<int>[] asks = [.. Enumerable.Range(0, Many).Select(_ => actor.AskAsync(new GetLife(), Timeout.InfiniteTimeSpan).AsTask())];

        if (isKilled) actor.Kill();
        else actor.Stop();
        release.Open();

        foreach (Task<int> ask in asks)
        {
            ActorStoppedException error = await Assert.ThrowsAsync<ActorStoppedException>(() => ask.WaitAsync(Gate.Patience));
            Assert.Equal("/asked", error.Actor.Value);
        }

        Assert.Equal(Many, host.System.GetAccount().Asks.Stopped);
    }

    [Fact]
    public async Task A_hundred_thousand_timers_that_are_due_at_one_instant_all_ring_once()
    {
        const int Actors = 100;
        FakeTimeProvider time = new();
        await using TestHost host = await TestHost.StartAsync(time: time);
        IActorRef<Sleeper>[] sleepers = [.. Enumerable.Range(0, Actors).Select(_ => host.System.Spawn(() => new Sleeper()))];
        foreach (IActorRef<Sleeper> sleeper in sleepers) await sleeper.AskAsync(new Sleep(Many / Actors, TimeSpan.FromSeconds(1)), Timeout.InfiniteTimeSpan);

        time.Advance(TimeSpan.FromSeconds(0.999));
        foreach (IActorRef<Sleeper> sleeper in sleepers) Assert.Equal(0, await sleeper.AskAsync(new CountRings(), Timeout.InfiniteTimeSpan));
        time.Advance(TimeSpan.FromSeconds(10));

        foreach (IActorRef<Sleeper> sleeper in sleepers) Assert.Equal(Many / Actors, await sleeper.AskAsync(new CountRings(), Timeout.InfiniteTimeSpan));
    }
}
