namespace Actors.Local;

/// <summary>Makes instances by a function of the user.</summary>
internal sealed class DelegateRecipe<TActor>(Func<TActor> create) : ActorRecipe
    where TActor : Actor
{
    public override Type ActorType => typeof(TActor);

    public override bool NeedsScope => false;

    public override Actor Create(IServiceProvider? services) =>
        create() ?? throw new InvalidOperationException($"The function that makes {typeof(TActor).Name} returned null.");

    public override IActorRef MakeRef(ActorLoop loop) => new LocalActorRef<TActor>(loop);
}
