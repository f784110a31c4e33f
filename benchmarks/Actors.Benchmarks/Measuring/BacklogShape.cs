using Benchmarks.Contestants;

namespace Benchmarks.Measuring;

/// <summary>What a message costs its sender, and then the actor, when so many wait already.</summary>
/// <param name="Group">Which table of the report it belongs to.</param>
/// <param name="Name">What it is asked for by.</param>
/// <param name="Messages">How many are sent while the actor is held.</param>
internal sealed record BacklogShape(string Group, string Name, int Messages) : Shape(Group, Name)
{
    // A short backlog is measured many times over, or the clock would be most of it.
    private const int LeastMessages = 100_000;
    private const int MostRepeats = 2_000;
    private const int LongBacklog = 10_000_000;
    private const int RoundsOfLong = 3;

    public override async Task<IReadOnlyList<Row>> MeasureAsync(IReadOnlyList<Contestant> contestants, Settings settings)
    {
        // A minute for five contestants.
        if (settings.IsQuick && Messages >= LongBacklog) return [];
        Contestant[] able = [.. contestants.Where(contestant => contestant.WhyNot(Name) is null)];
        List<(double Tell, double Drain)>[] costs = [.. able.Select(_ => new List<(double, double)>())];
        int rounds = Messages < LongBacklog ? settings.Rounds : Math.Min(RoundsOfLong, settings.Rounds);
        // Once around to warm up.
        foreach (int index in Turns.Of(rounds + 1, able.Length)) costs[index].Add(await RunAsync(able[index]));
        return
        [
            new Row(Group, $"{Name}, Tell", Unit.Nanoseconds, Goal.None, [.. contestants.Select(contestant => FigureOf(contestant, cost => cost.Tell))]),
            new Row(Group, $"{Name}, handling", Unit.Nanoseconds, Goal.None, [.. contestants.Select(contestant => FigureOf(contestant, cost => cost.Drain))]),
        ];

        Figure FigureOf(Contestant contestant, Func<(double Tell, double Drain), double> cost)
        {
            int index = Array.IndexOf(able, contestant);
            return index < 0
                ? new Figure(contestant, null, null, contestant.WhyNot(Name))
                : new Figure(contestant, Score.Median(costs[index].Skip(1).Select(cost)));
        }
    }

    private async Task<(double Tell, double Drain)> RunAsync(Contestant contestant)
    {
        GC.Collect();
        int repeats = Math.Clamp(LeastMessages / Messages, 1, MostRepeats);
        (double tell, double drain) = (0, 0);
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            (TimeSpan told, TimeSpan drained) = await contestant.BacklogAsync(Messages);
            tell += told.TotalNanoseconds;
            drain += drained.TotalNanoseconds;
        }

        await contestant.TidyAsync();
        double messages = (double)repeats * Messages;
        return (tell / messages, drain / messages);
    }
}
