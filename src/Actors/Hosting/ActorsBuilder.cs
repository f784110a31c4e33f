using System.Diagnostics.CodeAnalysis;
using Actors.Local;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Hosting;

/// <summary>Says which actors a host runs. They start in this order and stop in the reverse.</summary>
public sealed partial class ActorsBuilder
{
    private readonly SystemRegistration _system;

    internal ActorsBuilder(IServiceCollection services, SystemRegistration system)
    {
        Services = services;
        _system = system;
    }

    /// <summary>The host's services, for packages that add to actors.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Adds an actor with constructor parameters injected, from a scope of its own for each of its lives.</summary>
    /// <param name="name">Its name, unique in the host, and the key to inject it by: <c>[FromKeyedServices("counter")] IActorRef&lt;Counter&gt;</c>.</param>
    /// <param name="configure">Chooses its mailbox, and its strategy for children. What the configuration says of the actor, in <c>Actors:counter</c>, has the last word.</param>
    /// <remarks>If it is the only one of its class, or the only one that implements a protocol, it is injected as <c>IActorRef&lt;Counter&gt;</c>, or <c>IActorRef&lt;ICounter&gt;</c>, without a key. Messages may be sent to it from the moment that it is injected; it handles them once the host has started it.</remarks>
    /// <exception cref="ActorNameException">The name is taken, or is not one.</exception>
    /// <exception cref="ArgumentException">The class is abstract, or has no public constructor.</exception>
    public ActorsBuilder Add<[DynamicallyAccessedMembers(Injection.ActorMembers)] TActor>(string name, Action<SpawnOptions>? configure = null)
        where TActor : Actor => Add<TActor>(name, InjectedRecipe<TActor>.Shared, configure);

    /// <summary>Adds an actor that <paramref name="create"/> makes from the services of a scope of its own, once for each of its lives.</summary>
    /// <inheritdoc cref="Add{TActor}(string, Action{SpawnOptions})"/>
    public ActorsBuilder Add<[DynamicallyAccessedMembers(Injection.ActorMembers)] TActor>(string name, Func<IServiceProvider, TActor> create, Action<SpawnOptions>? configure = null)
        where TActor : Actor
    {
        ArgumentNullException.ThrowIfNull(create);
        return Add<TActor>(name, new ScopedDelegateRecipe<TActor>(create), configure);
    }

    /// <summary>Chooses how the host supervises its actors, those that are added here and those that <see cref="IActorSystem"/> spawns: <c>actors.Supervise(new RestForOneStrategy())</c>. Unless called: one for one, with <see cref="ActorsOptions.MaxRestarts"/> within <see cref="ActorsOptions.RestartWindow"/>.</summary>
    /// <param name="strategy">The last call wins. For children of an actor see <see cref="SpawnOptions.Children"/>.</param>
    public ActorsBuilder Supervise(SupervisorStrategy strategy)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        Services.AddSingleton(new RootStrategy(_system, strategy));
        return this;
    }

    /// <summary>Sets options in code; later calls, and this over the configuration, win.</summary>
    public ActorsBuilder Configure(Action<ActorsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.Configure(_system.OptionsName, configure);
        return this;
    }

    private ActorsBuilder Add<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.Interfaces)] TActor>(string name, ActorRecipe recipe, Action<SpawnOptions>? configure)
        where TActor : Actor
    {
        SpawnOptions options = new();
        configure?.Invoke(options);
        Register<TActor>(name, () => recipe, options, ActorSettings.Of(options));
        Injection.AddRefs<TActor>(Services, _system, name);
        return this;
    }

    private void Register<TActor>(string name, Func<ActorRecipe> makeRecipe, SpawnOptions options, ActorSettings settings)
    {
        ArgumentNullException.ThrowIfNull(name);
        ActorName.Check(name);
        if (Services.Any(service => service.ImplementationInstance is ActorRegistration registration && registration.System == _system && registration.Name == name))
            throw new ActorNameException(name, $"Actor '{name}' is registered already. Choose another name for this {typeof(TActor).Name}.");
        Services.AddSingleton(new ActorRegistration(_system, name, makeRecipe, options, settings));
    }
}
