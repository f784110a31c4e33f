namespace Actors;

public abstract partial class ActorContext
{
    /// <summary>The key of a keyed actor. Its constructor can have it as well: as its parameter of type <see cref="string"/>.</summary>
    /// <exception cref="InvalidOperationException">The actor was not made for a key.</exception>
    public abstract string Key { get; }
}
