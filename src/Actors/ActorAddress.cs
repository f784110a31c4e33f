namespace Actors;

/// <summary>The address of an actor that was spawned as a <typeparamref name="TActor"/>: a class, since whether an object is of a class is found several times faster than whether it has a variant interface.</summary>
/// <remarks>Whoever derives from it is an <see cref="IActorRef{TActor}"/>.</remarks>
internal abstract class ActorAddress<TActor>
    where TActor : class;
