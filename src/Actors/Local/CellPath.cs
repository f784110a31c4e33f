namespace Actors.Local;

/// <summary>Writes an actor's path: walks up to the host, since a tree may be too deep to recurse.</summary>
internal static class CellPath
{
    public static ActorPath Of(ActorCell cell)
    {
        if (cell.Siblings.Owner is null) return new ActorPath($"/{cell.Name}");
        Stack<string> names = new();
        for (ActorCell? at = cell; at is not null; at = at.Siblings.Owner) names.Push(at.Name);
        return new ActorPath($"/{string.Join('/', names)}");
    }
}
