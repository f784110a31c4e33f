using Interleaving.Tests.Models;
using Interleaving.Tests.Simulation;
using Xunit.Abstractions;

namespace Interleaving.Tests;

/// <summary>Models too large to exhaust, under schedules that are drawn; the seed is printed.</summary>
public sealed class CrowdTests(ITestOutputHelper output)
{
    [Fact]
    public void Many_writers_lose_nothing_while_the_queue_grows() => Draw<CrowdOutgrowsTheRing>(2_500);

    [Fact]
    public void Many_writers_get_their_room_or_are_told() => Draw<CrowdWaitsForRoom>(2_500);

    private void Draw<TModel>(int schedules)
        where TModel : Model, new()
    {
        int seed = System.Random.Shared.Next(int.MaxValue / 2);
        output.WriteLine($"{typeof(TModel).Name}: {schedules:N0} schedules by priorities and {schedules / 5:N0} at random, seed {seed}");

        Finding byPriorities = Exploration.Run<TModel>(new Priorities(seed, schedules));
        Finding atRandom = Exploration.Run<TModel>(new RandomWalk(seed, schedules / 5));

        Assert.True(byPriorities.Failure is null, byPriorities.Failure);
        Assert.True(atRandom.Failure is null, atRandom.Failure);
    }
}
