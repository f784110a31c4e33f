using Actors;
using Actors.Hosting;
using Actors.Local;
using Actors.Messaging;
using Actors.Supervision;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds actors to a generic host.</summary>
public static class ActorServiceCollectionExtensions
{
    /// <summary>Adds actors, and the hosted service that starts, supervises and drains them: <c>services.AddActors(actors => actors.Add&lt;Counter>("counter"))</c>.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Says which actors there are. May be called several times; the actors add up.</param>
    /// <remarks>Wherever it is called, actors start before all other hosted services and stop after them, so that those can use them while they run. The options are read from the configuration section <c>Actors</c>.</remarks>
    public static IServiceCollection AddActors(this IServiceCollection services, Action<ActorsBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);

        if (!services.Any(service => service.ServiceType == typeof(LocalActorSystem))) AddEngine(services);
        configure(new ActorsBuilder(services));
        return services;
    }

    private static void AddEngine(IServiceCollection services)
    {
        services.AddOptions<ActorsOptions>().BindConfiguration(ActorsOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ActorsOptions>, ActorsOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IActorScheduler, PoolScheduler>();
        services.AddSingleton(CreateSystem);
        services.AddSingleton<IActorSystem>(provider => provider.GetRequiredService<LocalActorSystem>());
        services.AddSingleton<SupervisorService>();
        Injection.AddErrorForUnregistered(services);

        // First in the list: hosted services start in its order and stop in the reverse.
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService>(provider => provider.GetRequiredService<SupervisorService>()));
    }

    private static LocalActorSystem CreateSystem(IServiceProvider provider)
    {
        ActorsOptions options = provider.GetRequiredService<IOptions<ActorsOptions>>().Value;
        OneForOneStrategy strategy = new(options.MaxRestarts, options.RestartWindow);
        LocalActorSystem system = new(
            new LocalSystemSettings(options.AskTimeout, options.MailboxCapacity, strategy)
            {
                RootStrategy = provider.GetService<RootStrategy>()?.Strategy ?? strategy,
                AskCycles = options.AskCycles,
                Random = provider.GetService<Random>() ?? new Random(),
            },
            provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IActorScheduler>(),
            provider.GetService<ActorInterceptor>(),
            provider.GetRequiredService<ILoggerFactory>().CreateLogger("Actors"));
        foreach (ActorRegistration registration in provider.GetServices<ActorRegistration>())
            system.Register(registration.Recipe, registration.Name, registration.Options);
        return system;
    }
}
