namespace Benchmarks.Measuring;

/// <summary>The medians of one contestant's laps, for each operation.</summary>
internal sealed record Score(long Operations, double WallNanoseconds, double CpuNanoseconds, double Bytes)
{
    public double MillionsPerSecond => 1000 / WallNanoseconds;

    public static Score Of(long operations, IReadOnlyList<Lap> laps) => new(
        operations,
        Median(laps.Select(lap => lap.Wall.TotalNanoseconds / operations)),
        Median(laps.Select(lap => lap.Cpu.TotalNanoseconds / operations)),
        Median(laps.Select(lap => (double)lap.Bytes / operations)));

    /// <summary>The one in the middle; of an even number the upper one.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
