using Actors.Local;

namespace Actors.Keyed;

/// <summary>Makes the head of a keyed class in one system, and with it the region of the class.</summary>
internal sealed class KeyedHeadRecipe<TActor>(KeyedFactory<TActor> factory, KeyedOptions options) : KeyedHeadRecipe
    where TActor : Actor
{
    public override Type ActorType => typeof(KeyedHead);

    public override IActorRef MakeRef(ActorLoop loop)
    {
        Region = new KeyedRegion<TActor>(loop.Cell, factory, options);
        return new LocalActorRef<KeyedHead>(loop);
    }
}
