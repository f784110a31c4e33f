using Benchmarks.Contestants;

namespace Benchmarks.Measuring;

/// <summary>How long one actor's message waits while others are never idle: as many as there are cores.</summary>
internal sealed record ProbeShape(string Group, string Name) : Shape(Group, Name)
{
    private const int Probes = 300;
    private const int ProbesOfQuick = 50;

    private static readonly (string Name, double Share, Goal Goal)[] Percentiles = [("median", 0.5, Goal.None), ("p99", 0.99, Goal.Ahead), ("worst", 1, Goal.None)];

    public override async Task<IReadOnlyList<Row>> MeasureAsync(IReadOnlyList<Contestant> contestants, Settings settings)
    {
        List<double[]>[] rounds = [.. contestants.Select(_ => new List<double[]>())];
        foreach (int index in Turns.Of(settings.Rounds + 1, contestants.Count)) rounds[index].Add(await RunAsync(contestants[index], settings));
        return
        [
            .. Percentiles.Select(percentile => new Row(Group, $"{Name}, {percentile.Name}", Unit.Microseconds, percentile.Goal,
            [
                .. contestants.Select((contestant, index) => new Figure(contestant, Score.Median(rounds[index].Skip(1).Select(sorted => At(sorted, percentile.Share))))),
            ])),
        ];
    }

    private static async Task<double[]> RunAsync(Contestant contestant, Settings settings)
    {
        IReadOnlyList<double> latencies = await contestant.ProbeAsync(Environment.ProcessorCount, settings.IsQuick ? ProbesOfQuick : Probes);
        await contestant.TidyAsync();
        return [.. latencies.Order()];
    }

    private static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
}
