using Actors.Keyed;
using Actors.Local;
using Actors.Messaging;
using Actors.Supervision;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Actors.Hosting;

/// <summary>A system of actors in a host: its services and where its settings are. There is one without a name, and as many with one as were added.</summary>
internal sealed record SystemRegistration(string? Name)
{
    private const string NamedSection = "ActorSystems";

    private string Section => Name is null ? ActorsOptions.Section : $"{NamedSection}:{Name}";

    /// <summary>The name of its <see cref="ActorsOptions"/>.</summary>
    public string OptionsName => Name ?? Options.DefaultName;

    private string Category => Name is null ? "Actors" : $"Actors.{Name}";

    /// <summary>What an actor of it is injected by.</summary>
    public string KeyOf(string actor) => Name is null ? actor : $"{Name}/{actor}";

    public LocalActorSystem Resolve(IServiceProvider provider) =>
        Name is null ? provider.GetRequiredService<LocalActorSystem>() : provider.GetRequiredKeyedService<LocalActorSystem>(Name);

    /// <summary>Adds it, unless it was added before.</summary>
    public void AddTo(IServiceCollection services)
    {
        SystemRegistration[] before = [.. services.Select(service => service.ImplementationInstance).OfType<SystemRegistration>()];
        if (before.Contains(this)) return;

        services.AddSingleton(this);
        services.AddOptions<ActorsOptions>(OptionsName).BindConfiguration(Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ActorsOptions>, ActorsOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IActorScheduler, PoolScheduler>();
        Injection.AddErrorForUnregistered(services);
        AddSystem(services);

        // First in the list, one system after the other: hosted services start in its order and stop in the reverse.
        services.Insert(before.Length, ServiceDescriptor.Singleton<IHostedService>(Supervisor));
    }

    private void AddSystem(IServiceCollection services)
    {
        if (Name is null)
        {
            services.AddSingleton(Create);
            services.AddSingleton<IActorSystem>(Resolve);
            services.AddSingleton<IKeyedActors>(provider => new LocalKeyedActors(Resolve(provider)));
            services.AddSingleton(CreateSupervisor);
            return;
        }

        services.AddKeyedSingleton(Name, (provider, _) => Create(provider));
        services.AddKeyedSingleton<IActorSystem>(Name, (provider, _) => Resolve(provider));
        services.AddKeyedSingleton<IKeyedActors>(Name, (provider, _) => new LocalKeyedActors(Resolve(provider)));
        services.AddKeyedSingleton(Name, (provider, _) => CreateSupervisor(provider));
    }

    private SupervisorService Supervisor(IServiceProvider provider) =>
        Name is null ? provider.GetRequiredService<SupervisorService>() : provider.GetRequiredKeyedService<SupervisorService>(Name);

    private SupervisorService CreateSupervisor(IServiceProvider provider) => new(
        Resolve(provider),
        provider.GetRequiredService<IHostApplicationLifetime>(),
        OptionsOf(provider),
        provider.GetRequiredService<IOptions<HostOptions>>().Value);

    private LocalActorSystem Create(IServiceProvider provider)
    {
        ActorRegistration[] actors = [.. provider.GetServices<ActorRegistration>().Where(actor => actor.System == this)];
        ActorConfiguration.Apply(provider.GetService<IConfiguration>()?.GetSection(Section), actors);

        ActorsOptions options = OptionsOf(provider);
        OneForOneStrategy strategy = new(options.MaxRestarts, options.RestartWindow);
        LocalActorSystem system = new(
            new LocalSystemSettings(options.AskTimeout, options.MailboxCapacity, strategy)
            {
                RootStrategy = provider.GetServices<RootStrategy>().LastOrDefault(root => root.System == this)?.Strategy ?? strategy,
                AskCycles = options.AskCycles,
                SlowTurnWarning = options.SlowTurnWarning,
                Random = provider.GetService<Random>() ?? new Random(),
            },
            provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IActorScheduler>(),
            provider.GetService<ActorInterceptor>(),
            provider.GetRequiredService<ILoggerFactory>().CreateLogger(Category));
        foreach (ActorRegistration actor in actors) system.Register(actor.MakeRecipe(), actor.Name, actor.Options);
        return system;
    }

    private ActorsOptions OptionsOf(IServiceProvider provider) => provider.GetRequiredService<IOptionsMonitor<ActorsOptions>>().Get(OptionsName);
}
