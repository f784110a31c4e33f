using System.Diagnostics.CodeAnalysis;
using Actors.Local;

namespace Actors.Routing;

/// <summary>Spawns pools, under the system or under an actor.</summary>
public static partial class PoolExtensions
{
    /// <summary>Starts a pool of actors with constructor parameters injected, each from a scope of its own.</summary>
    /// <param name="system">Where.</param>
    /// <param name="size">How many actors; 1 or more.</param>
    /// <param name="name">Unique among the actors of the system; <see langword="null"/> for a number.</param>
    /// <param name="options">The policy or the shared mailbox, and how the actors are run.</param>
    /// <returns>At once: the actors start on their own time, and what they are told before waits. If one cannot start, the pool stops, and that is logged.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is below 1.</exception>
    /// <exception cref="ArgumentException"><paramref name="options"/> has both a policy and a shared mailbox.</exception>
    /// <exception cref="ActorNameException">The name is taken, or is not one.</exception>
    /// <exception cref="ActorStoppedException">The system is stopping.</exception>
    public static ActorPool<TActor> SpawnPool<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TActor>(
        this IActorSystem system, int size, string? name = null, PoolOptions? options = null)
        where TActor : Actor => Spawn<TActor>(RootsOf(system), InjectedRecipe<TActor>.Shared, size, name, options);

    /// <summary>Starts a pool of actors that <paramref name="create"/> makes, once for each of their lives.</summary>
    /// <inheritdoc cref="SpawnPool{TActor}(IActorSystem, int, string, PoolOptions)"/>
    public static ActorPool<TActor> SpawnPool<TActor>(this IActorSystem system, int size, Func<IServiceProvider, TActor> create, string? name = null, PoolOptions? options = null)
        where TActor : Actor => Spawn<TActor>(RootsOf(system), RecipeOf(create), size, name, options);

    /// <summary>Starts a pool of actors as a child of this actor.</summary>
    /// <param name="context">Under whom.</param>
    /// <param name="size">How many actors; 1 or more.</param>
    /// <param name="name">Unique among the children of this actor; <see langword="null"/> for a number.</param>
    /// <param name="options">The policy or the shared mailbox, and how the actors are run.</param>
    /// <inheritdoc cref="SpawnPool{TActor}(IActorSystem, int, string, PoolOptions)"/>
    public static ActorPool<TActor> SpawnPool<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TActor>(
        this ActorContext context, int size, string? name = null, PoolOptions? options = null)
        where TActor : Actor => Spawn<TActor>(ChildrenOf(context), InjectedRecipe<TActor>.Shared, size, name, options);

    /// <summary>Starts a pool of actors that <paramref name="create"/> makes, as a child of this actor.</summary>
    /// <inheritdoc cref="SpawnPool{TActor}(ActorContext, int, string, PoolOptions)"/>
    public static ActorPool<TActor> SpawnPool<TActor>(this ActorContext context, int size, Func<IServiceProvider, TActor> create, string? name = null, PoolOptions? options = null)
        where TActor : Actor => Spawn<TActor>(ChildrenOf(context), RecipeOf(create), size, name, options);

    private static ActorPool<TActor> Spawn<TActor>(ChildSet siblings, ActorRecipe member, int size, string? name, PoolOptions? options)
        where TActor : Actor
    {
        ActorPool<TActor>.CheckSize(size);
        options?.Check();
        PoolRecipe<TActor> recipe = new(member, size, options ?? new PoolOptions());
        return (ActorPool<TActor>)siblings.System.Spawn<TActor>(siblings, recipe, name, recipe.HeadOptions);
    }

    private static ScopedDelegateRecipe<TActor> RecipeOf<TActor>(Func<IServiceProvider, TActor> create)
        where TActor : Actor
    {
        ArgumentNullException.ThrowIfNull(create);
        return new ScopedDelegateRecipe<TActor>(create);
    }

    private static ChildSet RootsOf(IActorSystem system) => LocalActorSystem.Of(system).Roots;

    private static ChildSet ChildrenOf(ActorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ((LocalActorContext)context).Cell.Children;
    }
}
