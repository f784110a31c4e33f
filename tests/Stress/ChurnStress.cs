using System.Diagnostics;
using Actors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Stress;

/// <summary>Creates, uses and stops actors by the thousand: when all have ended, the heap is where it was and none is alive.</summary>
internal static class ChurnStress
{
    private const int Batch = 1000;

    public static async Task<int> RunAsync(int count)
    {
        HostApplicationBuilder builder = new(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddActors(_ => { });
        using IHost host = builder.Build();
        await host.StartAsync();
        IActorSystem system = host.Services.GetRequiredService<IActorSystem>();

        await ChurnAsync(system, 10 * Batch);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long began = Stopwatch.GetTimestamp();
        await ChurnAsync(system, count);
        TimeSpan took = Stopwatch.GetElapsedTime(began);
        long after = GC.GetTotalMemory(forceFullCollection: true);

        SystemAccount account = system.GetAccount();
        await host.StopAsync();
        int alive = account.Actors.Count;
        Console.WriteLine($"{count:N0} actors created, asked once and stopped in {took.TotalSeconds:F1} s; alive {alive}, lost {account.Lost}, heap {before:N0} -> {after:N0} bytes");
        return alive == 0 && account.Lost == 0 && after - before < 200_000 ? 0 : 1;
    }

    private static async Task ChurnAsync(IActorSystem system, int count)
    {
        for (int batch = 0; batch < count / Batch; batch++)
        {
            Task[] ends = new Task[Batch];
            for (int number = 0; number < Batch; number++)
            {
                IActorRef<Victim> actor = system.Spawn(() => new Victim(Where.Nowhere));
                ValueTask<int> ask = actor.AskAsync(new Ping());
                ends[number] = EndAsync(actor, ask);
            }

            await Task.WhenAll(ends);
        }
    }

    private static async Task EndAsync(IActorRef<Victim> actor, ValueTask<int> ask)
    {
        await ask;
        await actor.StopAsync();
    }
}
