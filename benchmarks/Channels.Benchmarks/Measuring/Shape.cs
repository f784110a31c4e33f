namespace Channels.Benchmarks.Measuring;

/// <summary>Something both sides can do, to be measured side by side.</summary>
/// <param name="Group">Which table of the report it belongs to.</param>
/// <param name="Name">What it is asked for by: parts from the general to the special, with slashes between.</param>
internal abstract record Shape(string Group, string Name)
{
    /// <summary>Whether somebody who asked for <paramref name="name"/> means this one: its name, or the first parts of it.</summary>
    public bool IsMeantBy(string name) => Name == name || Name.StartsWith(name + '/', StringComparison.Ordinal);

    public abstract Task<Result> MeasureAsync(Settings settings);
}

/// <summary>What was measured of a shape: a row of the report.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Ratio">How many times better ours is: faster, or smaller.</param>
/// <param name="Goal">What the ratio is to reach.</param>
/// <param name="IsMet">Whether the goal is reached.</param>
internal abstract record Result(Shape Shape, double Ratio, double Goal, bool IsMet);
