using Actors.Hosting;
using Actors.Local;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds actors to a generic host.</summary>
public static class ActorServiceCollectionExtensions
{
    /// <summary>Adds actors, and the hosted service that starts, supervises and drains them: <c>services.AddActors(actors => actors.Add&lt;Counter>("counter"))</c>.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Says which actors there are. May be called several times; the actors add up.</param>
    /// <remarks>Wherever it is called, actors start before all other hosted services and stop after them, so that those can use them while they run. The options are read from the configuration section <c>Actors</c>, those of the actor <c>counter</c> from <c>Actors:counter</c>.</remarks>
    public static IServiceCollection AddActors(this IServiceCollection services, Action<ActorsBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        return AddActors(services, new SystemRegistration(Name: null), configure);
    }

    /// <summary>Adds actors to a system of their own, beside the others of the host: with its own options, names, supervision, drain and account.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="system">Its name, and the key to inject its <see cref="Actors.IActorSystem"/> by. Addresses of its actors are injected by <c>[FromKeyedServices("billing/invoices")]</c>, and its options are read from the configuration section <c>ActorSystems:billing</c>.</param>
    /// <param name="configure">Says which actors there are. May be called several times; the actors add up.</param>
    /// <remarks>Systems start in the order that they were added, and stop in the reverse. They share what the host has one of: the clock, the scheduler, the interceptor.</remarks>
    /// <exception cref="Actors.ActorNameException"><paramref name="system"/> is no name.</exception>
    public static IServiceCollection AddActors(this IServiceCollection services, string system, Action<ActorsBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(configure);
        ActorName.Check(system);
        return AddActors(services, new SystemRegistration(system), configure);
    }

    private static IServiceCollection AddActors(IServiceCollection services, SystemRegistration system, Action<ActorsBuilder> configure)
    {
        system.AddTo(services);
        configure(new ActorsBuilder(services, system));
        return services;
    }
}
