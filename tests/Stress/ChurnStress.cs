using System.Diagnostics;
using Actors;
using Actors.Supervision;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Stress;

/// <summary>Creates, uses and ends actors by the thousand, with all that an actor may hold: when all have ended, the heap is where it was, and no actor, timer or name is left.</summary>
internal static class ChurnStress
{
    private const int Batch = 1000;

    private static readonly SpawnOptions Together = new() { Children = new AllForOneStrategy(int.MaxValue) };
    private static readonly SpawnOptions Owning = new() { OwnsHandlerToken = true };

    public static async Task<int> RunAsync(int count)
    {
        CountingTime time = new();
        HostApplicationBuilder builder = new(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddActors(_ => { });
        using IHost host = builder.Build();
        await host.StartAsync();
        IActorSystem system = host.Services.GetRequiredService<IActorSystem>();

        await ChurnAsync(system, 10 * Batch);
        int timersBefore = time.TimersAlive;
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long began = Stopwatch.GetTimestamp();
        int created = await ChurnAsync(system, count);
        TimeSpan took = Stopwatch.GetElapsedTime(began);
        long after = GC.GetTotalMemory(forceFullCollection: true);

        SystemAccount account = system.GetAccount();
        int alive = account.Actors.Count(actor => actor.Pending != 0 || system.Find<Actor>(actor.Actor.Value) is not null);
        int timers = time.TimersAlive - timersBefore;
        await host.StopAsync();
        Console.WriteLine(
            $"{created:N0} actors created, used and ended in {took.TotalSeconds:F1} s; alive {alive}, timers {timers}, lost {account.Lost}, restarts {account.Restarts:N0}, heap {before:N0} -> {after:N0} bytes");
        return alive == 0 && timers == 0 && account.Lost == 0 && after - before < 400_000 ? 0 : 1;
    }

    private static async Task<int> ChurnAsync(IActorSystem system, int count)
    {
        int created = 0;
        while (created < count)
        {
            List<Task> ends = [];
            for (int number = 0; number < Batch; number++)
            {
                ends.Add(LiveAsync(system, number, out int actors));
                created += actors;
            }

            await Task.WhenAll(ends);
        }

        return created;
    }

    private static Task LiveAsync(IActorSystem system, int number, out int actors)
    {
        actors = 1;
        switch (number % 10)
        {
            case 0:
                actors = 1 + Brood.Size;
                return LiveAsync(system.Spawn(() => new Brood(), $"brood-{number}", Together));
            case 1:
                return LiveAsync(system.Spawn(() => new Mayfly(), $"mayfly-{number}"), kill: false);
            case 2:
                return LiveAsync(system.Spawn(() => new Mayfly(), options: Owning), kill: true);
            case 3:
                return LiveAsync(system.Spawn(() => new Mayfly()), kill: false);
            default:
                return LiveAsync(system.Spawn(() => new Victim(Where.Nowhere)));
        }
    }

    private static async Task LiveAsync(IActorRef<Brood> brood)
    {
        await brood.AskAsync(new Rear());
        brood.Stop();
        await brood.WhenTerminatedAsync();
    }

    private static async Task LiveAsync(IActorRef<Mayfly> mayfly, bool kill)
    {
        await mayfly.AskAsync(new Ping());
        if (kill) mayfly.Kill();
        await mayfly.StopAsync();
    }

    private static async Task LiveAsync(IActorRef<Victim> victim)
    {
        await victim.AskAsync(new Ping());
        await victim.StopAsync();
    }
}
