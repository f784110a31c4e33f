using Benchmarks.Measuring;

namespace Benchmarks.Shapes;

/// <summary>What becomes of the costs when there is more: more actors, more that waits, more cores, more load.</summary>
internal static class GrowthShapes
{
    private const int Messages = 1_000_000;

    public static IEnumerable<Shape> All =>
    [
        .. new[] { 1, 10, 100, 1_000, 10_000, 100_000 }.Select(actors => Spread(actors)),
        .. new[] { 10, 1_000, 100_000, 1_000_000, 10_000_000 }.Select(messages => new BacklogShape("A backlog, per message", $"backlog/{messages}", messages)),
        new ProbeShape("A probe beside actors that are never idle", "probe"),
        new CoresShape("One core and two", "cores/1", 1, Scaled),
        new CoresShape("One core and two", "cores/2", 2, Scaled),
    ];

    private static readonly string[] Scaled = ["tell/shared/4", "ping-pong/16", "savina/big", "savina/fib"];

    // Spawning them is part of it, so there is more to do than to spawn.
    private static SpeedShape Spread(int actors) => new("Messages spread over actors", $"spread/{actors}", Goal.Ahead, new Workload(
        [.. Sizes.UpTo(Math.Max(Messages / actors, 8))], each => (long)actors * each, each => (long)actors * each, (contestant, each) => contestant.ForkJoinThroughputAsync(actors, each))
        { Patience = actors > 1_000 ? 10 : 1 });
}
