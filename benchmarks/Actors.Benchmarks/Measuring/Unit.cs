namespace Benchmarks.Measuring;

/// <summary>What a figure counts.</summary>
/// <param name="Text">As it stands in the report.</param>
/// <param name="MoreIsBetter">Whether the larger figure wins.</param>
internal sealed record Unit(string Text, bool MoreIsBetter)
{
    public static readonly Unit MillionsPerSecond = new("M/s", MoreIsBetter: true);
    public static readonly Unit Nanoseconds = new("ns", MoreIsBetter: false);
    public static readonly Unit Microseconds = new("µs", MoreIsBetter: false);
    public static readonly Unit Bytes = new("B", MoreIsBetter: false);

    /// <summary>How many times better one figure is than another.</summary>
    public double Ratio(double ours, double theirs) => MoreIsBetter ? ours / theirs : theirs / ours;
}
