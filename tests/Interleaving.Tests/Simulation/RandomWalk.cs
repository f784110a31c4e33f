using System.Numerics;

namespace Interleaving.Tests.Simulation;

/// <summary>Picks any thread at every step.</summary>
internal sealed class RandomWalk(int seed, int schedules) : IStrategy
{
    private Random _random = new(seed);
    private int _begun;

    public bool TryBegin()
    {
        _random = new Random(seed + _begun);
        return _begun++ < schedules;
    }

    public int Choose(uint enabled, int current)
    {
        for (int skip = _random.Next(BitOperations.PopCount(enabled)); skip > 0; skip--) enabled &= enabled - 1;
        return BitOperations.TrailingZeroCount(enabled);
    }
}
