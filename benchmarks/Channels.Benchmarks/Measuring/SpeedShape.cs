using Benchmarks;

namespace Channels.Benchmarks.Measuring;

/// <summary>A shape that is about how fast messages move.</summary>
/// <param name="Group">Which table of the report it belongs to.</param>
/// <param name="Name">What it is asked for by.</param>
/// <param name="Goal">How many times faster ours is to be, by the medians of the time that passed.</param>
/// <param name="Candidates">Who takes part; both sides at least once.</param>
internal sealed record SpeedShape(string Group, string Name, double Goal, Candidate[] Candidates) : Shape(Group, Name)
{
    // Of the messages of a lap: what several writers and several readers can share, and what a lap holds at most.
    private const int Unit = 1024;
    private const int Most = 1024 * Unit;

    public override async Task<Result> MeasureAsync(Settings settings)
    {
        int messages = await WarmUpAsync(settings);
        List<Lap>[] laps = [.. Candidates.Select(_ => new List<Lap>())];
        for (int round = 0; round < settings.Rounds; round++)
        {
            // In turn, so that what disturbs the machine disturbs all of them; another one begins each time, so that
            // nobody always follows the same one.
            for (int turn = 0; turn < Candidates.Length; turn++)
            {
                int index = (turn + round) % Candidates.Length;
                Lap lap = new(messages);
                await lap.RunAsync(Candidates[index].Work);
                laps[index].Add(lap);
            }
        }

        Score[] scores = [.. Candidates.Select((candidate, index) => Score.Of(candidate, laps[index]))];
        return new SpeedResult(this, Best(scores, isOurs: true), Best(scores, isOurs: false), scores);
    }

    private static Score Best(Score[] scores, bool isOurs) => scores.Where(score => score.Candidate.IsOurs == isOurs).MinBy(score => score.WallNanoseconds)!;

    /// <summary>Runs everybody until the JIT has settled, and finds how many messages make a lap.</summary>
    private async Task<int> WarmUpAsync(Settings settings)
    {
        double fastest = double.MaxValue;
        double slowest = 0;
        foreach (Candidate candidate in Candidates)
        {
            int messages = Unit;
            double last = 0;
            JitWatch jit = new(settings.WarmUp);
            do
            {
                Lap lap = new(messages);
                await lap.RunAsync(candidate.Work);
                last = lap.Wall.TotalSeconds / messages;
                if (lap.Wall < settings.LapTime / 2 && messages < Most) messages *= 2;
            }
            while (!jit.IsSettled());

            fastest = Math.Min(fastest, last);
            slowest = Math.Max(slowest, last);
        }

        // About a lap's time for the fastest, but not so much that the slowest holds everything up.
        double seconds = settings.LapTime.TotalSeconds;
        double fitting = Math.Min(seconds / fastest, 5 * seconds / slowest);
        return Math.Clamp((int)(fitting / Unit), 1, Most / Unit) * Unit;
    }
}
