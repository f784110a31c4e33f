using Actors.Local;

namespace Actors.Keyed;

/// <summary>The keyed classes of a host, in this process.</summary>
internal sealed class LocalKeyedActors : IKeyedActors
{
    // Filled once.
    private readonly Dictionary<Type, IKeyedRegion> _regions = [];

    public LocalKeyedActors(LocalActorSystem system)
    {
        foreach (KeyedHeadRecipe recipe in system.RegisteredRecipes.OfType<KeyedHeadRecipe>()) _regions.Add(recipe.Region.ActorType, recipe.Region);
    }

    public IActorRef<TActor> Get<TActor>(string key)
        where TActor : Actor
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return _regions.TryGetValue(typeof(TActor), out IKeyedRegion? region)
            ? new KeyedRef<TActor>((KeyedRegion<TActor>)region, key)
            : throw new ActorNotRegisteredException($"{typeof(TActor).Name} is no keyed actor. Add it: services.AddActors(actors => actors.AddKeyed<{typeof(TActor).Name}>()).");
    }
}
