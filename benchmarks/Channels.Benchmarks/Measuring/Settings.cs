namespace Channels.Benchmarks.Measuring;

/// <summary>How long to measure.</summary>
/// <param name="Rounds">How often each candidate runs; the medians count.</param>
/// <param name="LapTime">About how long the fastest candidate's run is to take.</param>
/// <param name="WarmUp">How long each candidate runs before, at least; longer while the JIT has work.</param>
internal readonly record struct Settings(int Rounds, TimeSpan LapTime, TimeSpan WarmUp)
{
    public static Settings Full { get; } = new(9, TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(200));

    public static Settings Quick { get; } = new(3, TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(40));
}
