namespace Actors.Routing;

/// <summary>A message was sent through a <see cref="ConsistentHashPolicy"/> that knows no key of it. Give the policy a key for its type.</summary>
public sealed class NoRoutingKeyException : ActorException
{
    internal NoRoutingKeyException(Type messageType)
        : base($"{messageType.Name} has no key to route it by. Give the policy one, By<{messageType.Name}, ...>(message => ...), or let it implement {nameof(IRoutingKey)}.") =>
        MessageType = messageType;

    /// <summary>The type of the message.</summary>
    public Type MessageType { get; }
}
