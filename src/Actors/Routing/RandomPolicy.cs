using Channels.Atomics;

namespace Actors.Routing;

/// <summary>Any of them, with the same probability.</summary>
public sealed class RandomPolicy : RoutingPolicy
{
    // Guards _random, which is for one thread at a time.
    private readonly Gate _gate = new();
    private readonly Random _random;

    /// <summary>Chooses by <paramref name="random"/>.</summary>
    /// <param name="random">Used under a lock; a seeded one makes the choices repeatable where the order of sends is. Do not use it elsewhere at the same time.</param>
    public RandomPolicy(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        _random = random;
    }

    /// <inheritdoc/>
    protected internal override int Choose(RoutedMessage message, RouteeList routees)
    {
        if (routees.Count == 1) return 0;
        using (_gate.Enter()) return _random.Next(routees.Count);
    }
}
