using Actors.Local;

namespace Actors.Keyed;

/// <summary>How the head of a keyed class is made; one for each system.</summary>
internal abstract class KeyedHeadRecipe : ActorRecipe
{
    /// <summary>The actors of the class.</summary>
    public IKeyedRegion Region { get; protected set; } = null!;

    public override bool NeedsScope => false;

    public override Actor Create(IServiceProvider? services) => new KeyedHead(Region);
}
