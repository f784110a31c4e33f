using Actors.Local;

namespace Actors.Routing;

/// <summary>Makes the head of a pool, and as its address the pool itself.</summary>
internal sealed class PoolRecipe<TActor>(ActorRecipe member, int size, PoolOptions options) : ActorRecipe
    where TActor : Actor
{
    public override Type ActorType => typeof(PoolHead);

    public override bool NeedsScope => false;

    /// <summary>How the head is run.</summary>
    public SpawnOptions HeadOptions { get; } = new() { Children = options.Strategy };

    public override Actor Create(IServiceProvider? services) => new PoolHead();

    public override IActorRef MakeRef(ActorLoop loop) => new ActorPool<TActor>(loop.Cell, member, size, options);
}
