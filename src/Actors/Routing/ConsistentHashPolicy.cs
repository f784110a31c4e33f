using Actors.Local;
using Channels.Atomics;

namespace Actors.Routing;

/// <summary>Messages of the same key go to the same routee: <c>new ConsistentHashPolicy().By&lt;AddItem, string>(message => message.CartId)</c>.</summary>
/// <remarks>
/// By highest random weight: when a routee joins or leaves, only the keys that it gets or had move; all others stay
/// where they are. The cost grows with the number of routees, about a nanosecond each. The weight of a routee comes
/// from its path.
/// </remarks>
public sealed class ConsistentHashPolicy : RoutingPolicy
{
    private readonly List<RoutingKeyFunction> _keys = [];

    // What was worked out about the routees of the last message; replaced as a whole, the same for whoever works it out.
    private Weights? _weights;

    /// <summary>Says what the key of a type of message is. The first that fits counts; a message that none fits must be an <see cref="IRoutingKey"/>.</summary>
    /// <param name="key">Called by every sender, on its thread; must be pure.</param>
    /// <returns>The policy itself. Not to be called once messages are sent.</returns>
    public ConsistentHashPolicy By<TMessage, TKey>(Func<TMessage, TKey> key)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(key);
        _keys.Add(new RoutingKeyFunction<TMessage, TKey>(key));
        return this;
    }

    /// <inheritdoc/>
    /// <exception cref="NoRoutingKeyException">The message has no key.</exception>
    protected internal override int Choose(RoutedMessage message, RouteeList routees)
    {
        ulong key = HashOf(message);
        ulong[] weights = WeightsOf(routees);
        (ulong highest, int best) = (0, 0);
        for (int at = 0; at < weights.Length; at++)
        {
            ulong weight = StableHash.Mix(key ^ weights[at]);
            if (weight >= highest) (highest, best) = (weight, at);
        }

        return best;
    }

    private ulong HashOf(RoutedMessage message)
    {
        foreach (RoutingKeyFunction key in _keys)
        {
            if (key.TryHash(message, out ulong hash)) return hash;
        }

        return message.TryGet(out IRoutingKey keyed) ? StableHash.Of(keyed.RoutingKey) : throw new NoRoutingKeyException(message.Value.GetType());
    }

    private ulong[] WeightsOf(RouteeList routees)
    {
        if (Atomic.Read(ref _weights) is { } known && ReferenceEquals(known.Routees, routees.Snapshot)) return known.Values;
        ulong[] values = Array.ConvertAll(routees.Snapshot, routee => StableHash.Of(routee.Path.Value));
        // Pairs with the read above.
        Atomic.Write(ref _weights, new Weights(routees.Snapshot, values));
        return values;
    }

    private sealed record Weights(IActorRef[] Routees, ulong[] Values);
}
