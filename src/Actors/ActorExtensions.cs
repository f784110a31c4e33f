namespace Actors;

/// <summary>What an actor says about itself with its own type.</summary>
public static partial class ActorExtensions
{
    /// <summary>The actor's own address: <c>this.Self().Tell(new Next())</c>. Give it away instead of <c>this</c>.</summary>
    /// <exception cref="InvalidOperationException">In the constructor, where there is no actor yet; or the actor was spawned as a type that is not <typeparamref name="TActor"/>.</exception>
    public static IActorRef<TActor> Self<TActor>(this TActor actor)
        where TActor : Actor
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.Host.Self as IActorRef<TActor> ?? throw new InvalidOperationException(
            $"{actor.Host.Self.Path} was spawned as a base type of {typeof(TActor).Name}, and so its address is not an IActorRef<{typeof(TActor).Name}>. Spawn it as {typeof(TActor).Name}.");
    }
}
