namespace Actors.Routing;

/// <summary>Chooses which routee of a <see cref="Router{TActor}"/> gets a message. Write one of your own by overriding <see cref="Choose"/>.</summary>
/// <remarks>
/// Called on the thread of the sender, by many at the same time, once for each message: be quick, allocate nothing, and
/// share state by atomics. What it throws, the sender gets: from <c>Tell</c>, or as the end of its Ask. If the chosen
/// routee has ended it is removed, and the policy is asked again.
/// </remarks>
public abstract class RoutingPolicy
{
    /// <summary>What <see cref="Choose"/> returns so that every routee gets the message; an Ask then ends with the first answer, or when all have failed.</summary>
    public const int Everyone = -1;

    /// <summary>Chooses the routee for a message.</summary>
    /// <param name="message">What is sent.</param>
    /// <param name="routees">Whom to choose from; at least one. The order changes only when one joins, at the end, or leaves.</param>
    /// <returns>The position of the routee, or <see cref="Everyone"/>.</returns>
    protected internal abstract int Choose(RoutedMessage message, RouteeList routees);
}
