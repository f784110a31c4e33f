using System.Diagnostics.CodeAnalysis;
using Actors.Keyed;

namespace Actors.Hosting;

public sealed partial class ActorsBuilder
{
    /// <summary>Adds a class of keyed actors, <c>actors.Get&lt;Cart>("cart-42")</c> of an injected <see cref="IKeyedActors"/>: each is made when the first message for its key comes. Constructor parameters are injected from a scope of its own; one of type <see cref="string"/> is the key.</summary>
    /// <param name="configure">Says how they are run.</param>
    /// <param name="name">The name of their supervisor, and so the first part of their paths; the name of the class unless given.</param>
    /// <remarks>They are drained in the reverse order of what was added, like all actors; so add them before those that send to them.</remarks>
    /// <exception cref="ActorNameException">The name is taken, as by the same class, or is not one.</exception>
    /// <exception cref="ArgumentException">The class is abstract, or has no public constructor; or an option is out of range.</exception>
    public ActorsBuilder AddKeyed<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TActor>(Action<KeyedOptions>? configure = null, string? name = null)
        where TActor : Actor => AddKeyed(KeyedFactories.Injected<TActor>(), configure, name);

    /// <summary>Adds a class of keyed actors that <paramref name="create"/> makes from the services of a scope of its own and the key, once for each life.</summary>
    /// <inheritdoc cref="AddKeyed{TActor}(Action{KeyedOptions}, string)"/>
    public ActorsBuilder AddKeyed<TActor>(Func<IServiceProvider, string, TActor> create, Action<KeyedOptions>? configure = null, string? name = null)
        where TActor : Actor
    {
        ArgumentNullException.ThrowIfNull(create);
        return AddKeyed(KeyedFactories.Of(create), configure, name);
    }

    private ActorsBuilder AddKeyed<TActor>(KeyedFactory<TActor> factory, Action<KeyedOptions>? configure, string? name)
        where TActor : Actor
    {
        KeyedOptions options = new();
        configure?.Invoke(options);
        options.Check();
        Register<TActor>(name ?? typeof(TActor).Name, () => new KeyedHeadRecipe<TActor>(factory, options), new SpawnOptions { Children = options.Strategy }, ActorSettings.OfKeyed(options));
        return this;
    }
}
