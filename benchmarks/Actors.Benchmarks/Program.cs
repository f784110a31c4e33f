using System.Diagnostics;
using System.Runtime;
using Actors;
using Actors.Benchmarks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// Contestants take turns, so that what disturbs the machine disturbs all of them; medians of the rounds, as ratios.
// Usage: [rounds] [part of a shape's name] [part of a contestant's name]
int rounds = args is [var text, ..] ? int.Parse(text) : 9;
string part = args is [_, var shapePart, ..] ? shapePart : "";
string who = args is [_, _, var contestantPart, ..] ? contestantPart : "";
HostApplicationBuilder builder = new(new HostApplicationBuilderSettings { DisableDefaults = true });
builder.Services.AddActors(_ => { });
using IHost host = builder.Build();
await host.StartAsync();

IContestant[] contestants = [new ActorsContestant(host.Services.GetRequiredService<IActorSystem>()), new ChannelLoopContestant()];
contestants = [.. contestants.Where(contestant => contestant.Name.Contains(who, StringComparison.Ordinal))];
(string Name, int Operations, Func<IContestant, Task> Run)[] shapes =
[
    ("tell, 1 producer", 1_000_000, contestant => contestant.TellAsync(1, 1_000_000)),
    ("tell, 4 producers", 1_000_000, contestant => contestant.TellAsync(4, 1_000_000)),
    ("tell a struct, 1 producer", 1_000_000, contestant => contestant.TellStructAsync(1_000_000)),
    ("tell a fresh object, 1 producer", 1_000_000, contestant => contestant.TellFreshAsync(1_000_000)),
    ("ask, 1 in flight", 100_000, contestant => contestant.AskAsync(1, 100_000)),
    ("ask, 64 in flight", 256_000, contestant => contestant.AskAsync(64, 256_000)),
    ("ping-pong, 1 pair", 400_000, contestant => contestant.PingPongAsync(1, 200_000)),
    ("ping-pong, 16 pairs", 640_000, contestant => contestant.PingPongAsync(16, 20_000)),
    ("ring of 100", 400_000, contestant => contestant.RingAsync(100, 400_000)),
    ("create 100,000", 100_000, contestant => contestant.CreateAsync(100_000)),
];

Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, workstation GC, medians of {rounds} rounds\n");
Console.WriteLine($"| shape | {string.Join(" | ", contestants.Select(contestant => $"{contestant.Name}, M/s | CPU ns/op | B/op"))} | ratio | CPU ratio |");
Console.WriteLine($"|---|{string.Concat(contestants.Select(_ => "--:|--:|--:|"))}--:|--:|");
foreach ((string name, int operations, Func<IContestant, Task> run) in shapes.Where(shape => shape.Name.Contains(part, StringComparison.Ordinal)))
{
    Laps[] laps = [.. contestants.Select(_ => new Laps(operations))];
    // Until the compiler has nothing more to do: its first tiers are several times slower.
    for (int quiet = 0, warm = 0; quiet < 3 && warm < 40; warm++)
    {
        long compiled = JitInfo.GetCompiledMethodCount();
        foreach (IContestant contestant in contestants) await run(contestant);
        quiet = JitInfo.GetCompiledMethodCount() == compiled && warm > 5 ? quiet + 1 : 0;
    }

    for (int round = 0; round < rounds; round++)
    {
        for (int index = 0; index < contestants.Length; index++) await laps[index].AddAsync(() => run(contestants[index]));
    }

    Console.WriteLine($"| {name} | {string.Join(" | ", laps.Select(lap => lap.ToString()))} | {laps[0].Speed / laps[^1].Speed:F2} | {laps[^1].Processor / laps[0].Processor:F2} |");
}

await host.StopAsync();
