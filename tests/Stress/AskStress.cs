using System.Diagnostics;
using Actors;
using Actors.Tests.Asks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Stress;

/// <summary>Random graphs of actors that ask each other, one after the other or all at once: none hangs, and no cycle is reported where there is none.</summary>
internal static class AskStress
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync(int graphs)
    {
        int seed = Environment.TickCount;
        Console.WriteLine($"seed {seed}");
        Random random = new(seed);
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddActors(actors => actors.Configure(options => options.MaxRestarts = int.MaxValue));
        using IHost host = builder.Build();
        await host.StartAsync();
        IActorSystem system = host.Services.GetRequiredService<IActorSystem>();

        long began = Stopwatch.GetTimestamp();
        (long answered, long told) = (0, 0);
        for (int graph = 0; graph < graphs; graph++)
        {
            (int Answered, int Told) result = await new AskGraph(random).RunAsync(system, asksAtOnce: graph % 2 == 1, Patience);
            answered += result.Answered;
            told += result.Told;
        }

        await host.StopAsync();
        AskAccount asks = system.GetAccount().Asks;
        Console.WriteLine($"{graphs:N0} graphs in {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s: {answered:N0} answered, {told:N0} told of a cycle, 0 hang, 0 false alarms; {asks.Asked:N0} asked, {asks.Pending} pending");
        return asks.Pending == 0 ? 0 : 1;
    }
}
