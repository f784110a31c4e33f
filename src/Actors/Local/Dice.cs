using Channels.Atomics;

namespace Actors.Local;

/// <summary>Chance for everybody: the system's randomness, which a test may give.</summary>
internal sealed class Dice(Random random)
{
    // Guards the generator, which is for one thread.
    private readonly Gate _gate = new();

    /// <summary>From 0 to 1, below 1.</summary>
    public double Roll()
    {
        using (_gate.Enter()) return random.NextDouble();
    }
}
