namespace Channels.Benchmarks.Measuring;

/// <summary>The medians of one candidate's laps, for each message.</summary>
internal sealed record Score(Candidate Candidate, double WallNanoseconds, double CpuNanoseconds, double Bytes)
{
    public double MillionsPerSecond => 1000 / WallNanoseconds;

    public static Score Of(Candidate candidate, IReadOnlyList<Lap> laps) => new(
        candidate,
        Median(laps.Select(lap => lap.Wall.TotalNanoseconds / lap.Messages)),
        Median(laps.Select(lap => lap.Cpu.TotalNanoseconds / lap.Messages)),
        Median(laps.Select(lap => lap.BytesPerMessage)));

    /// <summary>The one in the middle; of an even number the upper one.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}

/// <summary>A shape's best of both sides, and what was measured of everybody.</summary>
internal sealed record SpeedResult(SpeedShape Speed, Score Ours, Score Peer, IReadOnlyList<Score> All)
    : Result(Speed, Peer.WallNanoseconds / Ours.WallNanoseconds, Speed.Goal, Peer.WallNanoseconds / Ours.WallNanoseconds >= Speed.Goal)
{
    public double CpuRatio => Peer.CpuNanoseconds / Ours.CpuNanoseconds;
}
