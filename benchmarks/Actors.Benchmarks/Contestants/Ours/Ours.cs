using Actors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Benchmarks.Contestants.Ours;

/// <summary>This project, as it comes: a generic host with <c>AddActors</c> and nothing turned off.</summary>
internal sealed partial class Ours : Contestant
{
    private static readonly Tick Shared = new();

    private readonly List<IActorRef> _left = [];
    private IHost? _host;
    private IActorSystem _system = null!;

    public override string Name => "Actors";

    public override async Task StartAsync()
    {
        HostApplicationBuilder builder = new(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddActors(_ => { });
        _host = builder.Build();
        await _host.StartAsync();
        _system = _host.Services.GetRequiredService<IActorSystem>();
    }

    public override async Task StopAsync()
    {
        await _host!.StopAsync();
        _host.Dispose();
    }

    public override async Task TidyAsync()
    {
        foreach (IActorRef actor in _left) actor.Stop();
        foreach (IActorRef actor in _left) await actor.WhenTerminatedAsync();
        _left.Clear();
    }

    private IActorRef<TActor> Spawn<TActor>(Func<TActor> create)
        where TActor : Actor
    {
        IActorRef<TActor> actor = _system.Spawn(create);
        _left.Add(actor);
        return actor;
    }

    private sealed class Tick;
}
