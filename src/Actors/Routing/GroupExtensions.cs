using Actors.Local;

namespace Actors.Routing;

/// <summary>Groups that are known by their name all over a system.</summary>
public static class GroupExtensions
{
    /// <summary>The group of a name, the same for everybody: what is sent to it goes to all its members, and an Ask ends with the first answer.</summary>
    /// <typeparam name="TActor">What all members are; best a protocol. Groups of the same name and another type are other groups.</typeparam>
    /// <param name="system">Where.</param>
    /// <param name="name">What it is about; it need not exist before.</param>
    /// <returns>The group: members <c>Join</c> and <c>Leave</c>, and leave when they end. Without members it takes no messages. Stopping it ends it for everybody, for good.</returns>
    public static ActorGroup<TActor> Group<TActor>(this IActorSystem system, string name)
        where TActor : class
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        LocalActorSystem local = LocalActorSystem.Of(system);
        return (ActorGroup<TActor>)local.Groups.GetOrAdd(
            (typeof(TActor), name), static (key, local) => new ActorGroup<TActor>(local, new BroadcastPolicy(), $"$groups/{ActorName.Escape(key.Name)}"), local);
    }
}
