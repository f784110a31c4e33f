using System.Runtime.CompilerServices;

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
        IActorRef self = actor.Host.Self;
        // The address of such a class is one of this actor: no cast can fail here.
        return self is ActorAddress<TActor> ? Unsafe.As<IActorRef<TActor>>(self) : SelfAs<TActor>(self);
    }

    private static IActorRef<TActor> SelfAs<TActor>(IActorRef self)
        where TActor : Actor =>
        self as IActorRef<TActor> ?? throw new InvalidOperationException(
            $"{self.Path} was spawned as a base type of {typeof(TActor).Name}, and so its address is not an IActorRef<{typeof(TActor).Name}>. Spawn it as {typeof(TActor).Name}.");
}
