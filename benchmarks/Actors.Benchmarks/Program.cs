using System.Diagnostics;
using Actors;
using Actors.Benchmarks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// Contestants take turns, so that what disturbs the machine disturbs all of them; medians of the rounds, as ratios.
int rounds = args is [var text, ..] ? int.Parse(text) : 9;
HostApplicationBuilder builder = new(new HostApplicationBuilderSettings { DisableDefaults = true });
builder.Services.AddActors(_ => { });
using IHost host = builder.Build();
await host.StartAsync();

IContestant[] contestants = [new ActorsContestant(host.Services.GetRequiredService<IActorSystem>()), new ChannelLoopContestant()];
(string Name, int Operations, Func<IContestant, Task> Run)[] shapes =
[
    ("tell, 1 producer", 1_000_000, contestant => contestant.TellAsync(1, 1_000_000)),
    ("tell, 4 producers", 1_000_000, contestant => contestant.TellAsync(4, 1_000_000)),
    ("ask, 1 in flight", 100_000, contestant => contestant.AskAsync(1, 100_000)),
    ("ask, 64 in flight", 256_000, contestant => contestant.AskAsync(64, 256_000)),
    ("ping-pong, 1 pair", 400_000, contestant => contestant.PingPongAsync(200_000)),
];

Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, workstation GC, medians of {rounds} rounds\n");
Console.WriteLine($"| shape | {string.Join(" | ", contestants.Select(contestant => $"{contestant.Name}, M/s | B/op"))} | ratio |");
Console.WriteLine($"|---|{string.Concat(contestants.Select(_ => "--:|--:|"))}--:|");
foreach ((string name, int operations, Func<IContestant, Task> run) in shapes)
{
    List<double>[] speeds = [.. contestants.Select(_ => new List<double>())];
    long[] bytes = new long[contestants.Length];
    foreach (IContestant contestant in contestants) await run(contestant);
    for (int round = 0; round < rounds; round++)
    {
        for (int index = 0; index < contestants.Length; index++)
        {
            long allocated = GC.GetTotalAllocatedBytes(precise: true);
            long began = Stopwatch.GetTimestamp();
            await run(contestants[index]);
            speeds[index].Add(operations / Stopwatch.GetElapsedTime(began).TotalSeconds / 1e6);
            bytes[index] = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / operations;
        }
    }

    double[] medians = [.. speeds.Select(all => all.Order().ElementAt(all.Count / 2))];
    Console.WriteLine($"| {name} | {string.Join(" | ", medians.Select((median, index) => $"{median:F2} | {bytes[index]}"))} | {medians[0] / medians[1]:F2} |");
}

await host.StopAsync();
