using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Benchmarks.Contestants.OrleansLocal;

/// <summary>Orleans: a silo in this process, called from within it; one-way calls where others tell, awaited calls where others ask.</summary>
internal sealed partial class OrleansLocal : Contestant
{
    // More activations than this are collected after a run; fewer do not matter.
    private const int Few = 200;

    private IHost? _host;
    private IGrainFactory _grains = null!;
    private int _started;

    public override string Name => "Orleans";

    public override string? WhyNot(string shape) => shape switch
    {
        "savina/radix-sort" => "Orleans does not promise that calls arrive in the order in which they were made, which the sort is built on.",
        "savina/count" => "Orleans does not promise that calls arrive in the order in which they were made, so the count may be read too early.",
        "spread/100000" => "Orleans takes seconds to activate 100,000 grains; see spawn.",
        "backlog/1000000" or "backlog/10000000" => "Orleans removes waiting calls from the front of a list, so that a backlog of a million takes minutes.",
        _ when shape.StartsWith("ask-endless", StringComparison.Ordinal) => "Calls of Orleans always have a timeout.",
        _ => null,
    };

    public override async Task StartAsync()
    {
        HostApplicationBuilder builder = new(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleans(silo => silo.UseLocalhostClustering(FreePort(), FreePort()));
        _host = builder.Build();
        await _host.StartAsync();
        _grains = _host.Services.GetRequiredService<IGrainFactory>();
    }

    public override async Task StopAsync()
    {
        await _host!.StopAsync();
        _host.Dispose();
    }

    public override async Task TidyAsync()
    {
        if (_started > Few) await _grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
        _started = 0;
    }

    // Each run has grains of its own.
    private TGrain Get<TGrain>()
        where TGrain : IGrainWithIntegerKey
    {
        _started++;
        return _grains.GetGrain<TGrain>(Keys.Next());
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>Keys that no grain had before.</summary>
internal static class Keys
{
    // Through Interlocked: grains make grains.
    private static long _last;

    public static long Next() => Interlocked.Increment(ref _last);
}
