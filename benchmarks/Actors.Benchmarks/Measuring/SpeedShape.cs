using Benchmarks.Contestants;

namespace Benchmarks.Measuring;

/// <summary>A shape that is about how fast messages move.</summary>
/// <param name="Group">Which table of the report it belongs to.</param>
/// <param name="Name">What it is asked for by.</param>
/// <param name="Goal">What ours is to reach.</param>
/// <param name="Workload">What everybody does.</param>
internal sealed record SpeedShape(string Group, string Name, Goal Goal, Workload Workload) : Shape(Group, Name)
{
    // Who needs longer for one run hangs.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public override async Task<IReadOnlyList<Row>> MeasureAsync(IReadOnlyList<Contestant> contestants, Settings settings)
    {
        Contestant[] able = [.. contestants.Where(contestant => contestant.WhyNot(Name) is null)];
        int[] sizes = new int[able.Length];
        for (int index = 0; index < able.Length; index++) sizes[index] = await WarmUpAsync(able[index], settings);

        List<Lap>[] laps = [.. able.Select(_ => new List<Lap>())];
        foreach (int index in Turns.Of(settings.Rounds, able.Length)) laps[index].Add(await RunAsync(able[index], sizes[index]));

        return [new Row(Group, Name, Unit.MillionsPerSecond, Goal, [.. contestants.Select(FigureOf)])];

        Figure FigureOf(Contestant contestant)
        {
            int index = Array.IndexOf(able, contestant);
            if (index < 0) return new Figure(contestant, null, null, contestant.WhyNot(Name));
            Score score = Score.Of(Workload.Operations(sizes[index]), laps[index]);
            return new Figure(contestant, score.MillionsPerSecond, score);
        }
    }

    /// <summary>Runs one contestant until the JIT has settled, and finds how much it can do in a lap's time.</summary>
    private async Task<int> WarmUpAsync(Contestant contestant, Settings settings)
    {
        TimeSpan most = settings.LapTime * Workload.Patience;
        int[] sizes = [.. Workload.Sizes.Where(size => size <= Largest(settings))];
        int index = 0;
        JitWatch jit = new(settings.WarmUp, settings.Settling);
        bool isGrowing;
        do
        {
            TimeSpan took = (await RunAsync(contestant, sizes[index])).Wall;
            // A size is taken if all that is known says that it will fit.
            isGrowing = index + 1 < sizes.Length && took * ((double)Workload.Operations(sizes[index + 1]) / Workload.Operations(sizes[index])) <= most;
            if (isGrowing) index++;
            else if (took > 2 * most && index > 0) index--;
        }
        while (isGrowing || !jit.IsSettled());
        return sizes[index];
    }

    private async Task<Lap> RunAsync(Contestant contestant, int size)
    {
        try
        {
            return await Lap.RunAsync(() => Workload.RunAsync(contestant, size).WaitAsync(Longest), Workload.Expected(size));
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or TimeoutException)
        {
            throw new InvalidOperationException($"{contestant.Name} did not do the work of {Name} with size {size}: {wrong.Message}", wrong);
        }
        finally
        {
            await contestant.TidyAsync();
        }
    }

    private int Largest(Settings settings) => settings.IsQuick ? Math.Min(Workload.Sizes[^1], Workload.QuickMost) : Workload.Sizes[^1];
}
