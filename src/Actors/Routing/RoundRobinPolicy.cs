using Channels.Atomics;

namespace Actors.Routing;

/// <summary>One after the other, and again from the first.</summary>
public sealed class RoundRobinPolicy : RoutingPolicy
{
    // Counted by every sender; only its remainder matters, so it may overflow.
    private int _count;

    /// <inheritdoc/>
    protected internal override int Choose(RoutedMessage message, RouteeList routees) => Next(routees);

    internal int Next(RouteeList routees) => (int)((uint)(Atomic.Increment(ref _count) - 1) % (uint)routees.Count);
}
