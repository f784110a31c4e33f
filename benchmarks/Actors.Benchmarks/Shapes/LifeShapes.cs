using Benchmarks.Measuring;

namespace Benchmarks.Shapes;

/// <summary>Many actors: making them, and keeping them.</summary>
internal static class LifeShapes
{
    private const int Million = 1_000_000;
    private const int HundredThousand = 100_000;

    // These are about that many actors; who needs seconds for them is given seconds.
    private const int Patience = 20;
    private const int IdleBytes = 300;

    public static IEnumerable<Shape> All =>
    [
        new SpeedShape("Spawn", "spawn/100k", new Goal(25, 5), new Workload(
            Sizes.TensUpTo(HundredThousand), actors => actors, actors => actors, (contestant, actors) => contestant.CreateAsync(actors))
            { Patience = Patience, QuickMost = HundredThousand / 10 }),
        new SpeedShape("Spawn", "spawn/skynet", new Goal(25, 5), new Workload(
            Sizes.TensUpTo(Million), leaves => leaves, leaves => leaves * (leaves - 1L) / 2, (contestant, leaves) => contestant.SkynetAsync(leaves))
            { Patience = Patience, QuickMost = HundredThousand }),
        new IdleShape("Memory of an idle actor", "idle", new Goal(OverPeers: 1, Most: IdleBytes), Million),
    ];
}
