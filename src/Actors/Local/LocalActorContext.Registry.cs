namespace Actors.Local;

internal sealed partial class LocalActorContext
{
    public override IReadOnlyList<IActorRef> Children =>
        cell.HasExtras && cell.Extras.Children is { } children ? [.. children.Snapshot().Select(child => child.Self)] : [];

    public override IActorRef<TActor>? Find<TActor>(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        ActorCell? found = path.StartsWith('/') ? NameLookup.Find(cell.System.Roots, path) : NameLookup.FindBelow(cell, path);
        return NameLookup.As<TActor>(found);
    }
}
