namespace Actors;

/// <summary>Where an actor is: <c>/orders</c> for one that the host starts, <c>/orders/cart-7</c> for its child. Children without a name have a number: <c>/orders/$12</c>.</summary>
/// <param name="Value">The text, beginning with a slash.</param>
public readonly record struct ActorPath(string Value)
{
    /// <summary>The last part.</summary>
    public string Name => Value[(Value.LastIndexOf('/') + 1)..];

    /// <inheritdoc/>
    public override string ToString() => Value;
}
