using System.Diagnostics.CodeAnalysis;
using Actors.Local;
using Actors.Routing;

namespace Actors.Hosting;

public sealed partial class ActorsBuilder
{
    /// <summary>Adds a pool of actors behind one address, with a mailbox each or one for all; the address is injected as that of one actor, <c>IActorRef&lt;Resizer></c>, and is an <see cref="ActorPool{TActor}"/>.</summary>
    /// <param name="name">Its name, unique in the host, and the key to inject it by.</param>
    /// <param name="size">How many actors; 1 or more.</param>
    /// <param name="configure">Chooses the policy or the shared mailbox, and how the actors are run. What the configuration says of the pool, in <c>Actors:resizers</c>, has the last word: its size, its mailbox, and how each actor is run.</param>
    /// <exception cref="ActorNameException">The name is taken, or is not one.</exception>
    /// <exception cref="ArgumentException">The class is abstract, or has no public constructor; or there are both a policy and a shared mailbox.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is below 1.</exception>
    public ActorsBuilder AddPool<[DynamicallyAccessedMembers(Injection.ActorMembers)] TActor>(string name, int size, Action<PoolOptions>? configure = null)
        where TActor : Actor
    {
        ActorPool<TActor>.CheckSize(size);
        PoolOptions options = new();
        configure?.Invoke(options);
        options.Check();
        SpawnOptions head = new PoolRecipe<TActor>(InjectedRecipe<TActor>.Shared, size, options).HeadOptions;
        // The configuration may give another size.
        Register<TActor>(name, () => new PoolRecipe<TActor>(InjectedRecipe<TActor>.Shared, size, options), head, ActorSettings.OfPool(head, options, another => size = another));
        Injection.AddRefs<TActor>(Services, _system, name);
        return this;
    }
}
