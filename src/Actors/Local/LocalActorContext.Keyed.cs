namespace Actors.Local;

internal sealed partial class LocalActorContext
{
    public override string Key => cell.Recipe.Key
        ?? throw new InvalidOperationException($"{Path} has no key: it was spawned, and not made for a key by IKeyedActors. Use Context.Path for its name.");
}
