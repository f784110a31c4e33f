namespace Actors.Local;

/// <summary>Goes from supervisor to child along a path, name by name.</summary>
internal static class NameLookup
{
    /// <summary>The actor of a path that begins at these actors; a slash before the first name may be left out.</summary>
    public static ActorCell? Find(ChildSet from, ReadOnlySpan<char> path)
    {
        if (path.StartsWith('/')) path = path[1..];
        int end = path.IndexOf('/');
        ActorCell? cell = from.Find(end < 0 ? path : path[..end]);
        return end < 0 || cell is null ? cell : FindBelow(cell, path[(end + 1)..]);
    }

    /// <summary>The actor of a path that begins at this one's children.</summary>
    public static ActorCell? FindBelow(ActorCell cell, ReadOnlySpan<char> path) =>
        cell.HasExtras && cell.Extras.Children is { } children ? Find(children, path) : null;

    /// <exception cref="ActorNotRegisteredException">The actor is of another type.</exception>
    public static IActorRef<TActor>? As<TActor>(ActorCell? cell)
        where TActor : class =>
        cell is null ? null : cell.Self as IActorRef<TActor> ?? throw new ActorNotRegisteredException(
            $"The actor at {cell.Path} is no {typeof(TActor).Name}. Ask for it as its own class, or as a protocol that it implements.");
}
