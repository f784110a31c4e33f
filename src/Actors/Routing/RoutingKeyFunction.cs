namespace Actors.Routing;

/// <summary>Knows the key of one type of message.</summary>
internal abstract class RoutingKeyFunction
{
    public abstract bool TryHash(RoutedMessage message, out ulong hash);
}
