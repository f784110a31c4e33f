using Actors.Local;

namespace Actors.Routing;

/// <summary>The key of a type of message, by a function of the user.</summary>
internal sealed class RoutingKeyFunction<TMessage, TKey>(Func<TMessage, TKey> key) : RoutingKeyFunction
    where TKey : notnull
{
    public override bool TryHash(RoutedMessage message, out ulong hash)
    {
        if (!message.TryGet(out TMessage typed))
        {
            hash = 0;
            return false;
        }

        TKey value = key(typed);
        // A string's own hash differs from process to process, and a simulation is to do the same again.
        hash = value is string text ? StableHash.Of(text) : StableHash.Mix((uint)EqualityComparer<TKey>.Default.GetHashCode(value));
        return true;
    }
}
