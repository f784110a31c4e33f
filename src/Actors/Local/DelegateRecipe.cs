namespace Actors.Local;

/// <summary>Makes instances by a function of the user.</summary>
internal sealed class DelegateRecipe<TActor> : ActorRecipe
    where TActor : Actor
{
    private readonly Func<TActor>? _create;
    private readonly Func<IServiceProvider, TActor>? _createFromServices;

    public DelegateRecipe(Func<TActor> create) => _create = create;

    public DelegateRecipe(Func<IServiceProvider, TActor> create) => _createFromServices = create;

    public override Type ActorType => typeof(TActor);

    public override bool NeedsScope => _createFromServices is not null;

    public override Actor Create(IServiceProvider? services) =>
        (_create is not null ? _create() : _createFromServices!(services!))
        ?? throw new InvalidOperationException($"The function that makes {typeof(TActor).Name} returned null.");

    public override IActorRef MakeRef(ActorLoop loop) => new LocalActorRef<TActor>(loop);
}
