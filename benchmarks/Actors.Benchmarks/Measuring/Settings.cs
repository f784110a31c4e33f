namespace Benchmarks.Measuring;

/// <summary>How long to measure.</summary>
/// <param name="Rounds">How often each contestant runs; the medians count.</param>
/// <param name="LapTime">How long one run is to take at most: a contestant that is slower does a part of the work.</param>
/// <param name="WarmUp">How long each contestant runs before, at least; longer while the JIT has work.</param>
/// <param name="Settling">How long each contestant runs before at most, if the JIT always has work: frameworks have threads of their own.</param>
/// <param name="IsQuick">Whether the largest sizes are left out.</param>
internal readonly record struct Settings(int Rounds, TimeSpan LapTime, TimeSpan WarmUp, TimeSpan Settling, bool IsQuick)
{
    public static Settings Full { get; } = new(9, TimeSpan.FromMilliseconds(120), TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(1500), IsQuick: false);

    public static Settings Quick { get; } = new(3, TimeSpan.FromMilliseconds(25), TimeSpan.FromMilliseconds(60), TimeSpan.FromMilliseconds(400), IsQuick: true);
}
