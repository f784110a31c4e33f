namespace Actors.Routing;

/// <summary>What is worked out once about a type that messages are looked at as.</summary>
internal static class MessageKind<TMessage>
{
    /// <summary>Whether structs of several types can be one: it is an interface, or what all structs derive from.</summary>
    public static readonly bool FitsAnyStruct =
        typeof(TMessage).IsInterface || typeof(TMessage) == typeof(object) || typeof(TMessage) == typeof(ValueType) || typeof(TMessage) == typeof(Enum);
}
