using Benchmarks.Contestants;

namespace Benchmarks.Measuring;

/// <summary>How many bytes of the heap an actor keeps that has handled one message and waits for the next.</summary>
/// <param name="Group">Which table of the report it belongs to.</param>
/// <param name="Name">What it is asked for by.</param>
/// <param name="Goal">What ours is to reach.</param>
/// <param name="Most">How many actors in one process.</param>
internal sealed record IdleShape(string Group, string Name, Goal Goal, int Most) : Shape(Group, Name)
{
    // What others keep is no different for a tenth of the actors, but ten times as quickly measured.
    private const int Fewer = 100_000;
    private const int MostRounds = 3;

    public override async Task<IReadOnlyList<Row>> MeasureAsync(IReadOnlyList<Contestant> contestants, Settings settings)
    {
        List<double>[] bytes = [.. contestants.Select(_ => new List<double>())];
        // The first time around is for what is made once in a process.
        int rounds = Math.Min(settings.Rounds, MostRounds);
        foreach (int index in Turns.Of(rounds + 1, contestants.Count)) bytes[index].Add(await KeptAsync(contestants[index], Count(contestants[index], settings)));
        return
        [
            new Row(Group, Name, Unit.Bytes, Goal,
            [
                .. contestants.Select((contestant, index) => new Figure(
                    contestant,
                    Score.Median(bytes[index].Skip(1)),
                    Footnote: $"Of {Count(contestant, settings):N0} in the process.")),
            ]),
        ];
    }

    private int Count(Contestant contestant, Settings settings) =>
        settings.IsQuick || contestant is not (Contestants.Ours.Ours or Contestants.ChannelLoop.ChannelLoop) ? Math.Min(Most, Fewer) : Most;

    private static async Task<double> KeptAsync(Contestant contestant, int count)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        if (await contestant.CreateAsync(count) != count) throw new InvalidOperationException($"{contestant.Name} did not come to all of {count} actors.");
        double kept = (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / count;
        await contestant.TidyAsync();
        return kept;
    }
}
