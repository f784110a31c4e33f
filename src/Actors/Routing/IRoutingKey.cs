namespace Actors.Routing;

/// <summary>A message that says itself what it belongs to, for <see cref="ConsistentHashPolicy"/>.</summary>
public interface IRoutingKey
{
    /// <summary>Messages of equal keys go to the same routee.</summary>
    string RoutingKey { get; }
}
