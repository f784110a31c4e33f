namespace Actors.Local;

/// <summary>Makes instances by a function of the user, from the services of a scope.</summary>
internal sealed class ScopedDelegateRecipe<TActor>(Func<IServiceProvider, TActor> create) : ActorRecipe
    where TActor : Actor
{
    public override Type ActorType => typeof(TActor);

    public override bool NeedsScope => true;

    public override Actor Create(IServiceProvider? services) =>
        create(services!) ?? throw new InvalidOperationException($"The function that makes {typeof(TActor).Name} returned null.");

    public override IActorRef MakeRef(ActorLoop loop) => new LocalActorRef<TActor>(loop);
}
