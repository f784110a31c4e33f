using Microsoft.Extensions.Hosting;

namespace Actors.Tests.Host;

internal sealed record Scenario(string Name);

/// <summary>Puts the host in the state that the scenario names, and says that it is there.</summary>
internal sealed class Driver(Scenario scenario, IActorSystem system) : BackgroundService
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        IActorRef<Patient> first = system.Get<Patient>("first");
        IActorRef<Patient> second = system.Get<Patient>("second");
        switch (scenario.Name)
        {
            case "drain":
                // Together below the timeout: all of it is handled.
                for (int number = 0; number < 20; number++) first.Tell(new Wait(TimeSpan.FromMilliseconds(20)));
                break;
            case "long":
                for (int number = 0; number < 100_000; number++) first.Tell(new Wait(TimeSpan.FromMilliseconds(20)));
                break;
            case "stuck":
                second.Tell(new Wait(Long));
                second.Tell(new Wait(TimeSpan.Zero));
                break;
            case "starved":
                // More than the pool has threads for, and no end to it.
                for (int number = 0; number < 32; number++) system.Spawn<Patient>().Tell(new Block(Long));
                for (int number = 0; number < 1000; number++) first.Tell(new Wait(TimeSpan.Zero));
                break;
            case "fail":
                first.Tell(new Fail());
                break;
            case "concurrent":
                _ = Task.Run(() => SendAsync(first, stoppingToken), CancellationToken.None);
                break;
        }

        await Console.Out.WriteLineAsync("ready");
    }

    // Goes on after the host said stop, until the actor is gone for good.
    private static async Task SendAsync(IActorRef<Patient> actor, CancellationToken stoppingToken)
    {
        for (int late = 0; late < 1000;)
        {
            actor.Tell(new Wait(TimeSpan.Zero));
            if (stoppingToken.IsCancellationRequested) late++;
            await Task.Yield();
        }
    }
}
