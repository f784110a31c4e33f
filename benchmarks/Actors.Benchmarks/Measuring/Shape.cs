using Benchmarks.Contestants;

namespace Benchmarks.Measuring;

/// <summary>Something that actors do, to be measured side by side.</summary>
/// <param name="Group">Which table of the report it belongs to.</param>
/// <param name="Name">What it is asked for by: parts from the general to the special, with slashes between.</param>
internal abstract record Shape(string Group, string Name)
{
    /// <summary>Whether somebody who asked for <paramref name="name"/> means this one: its name, or the first parts of it.</summary>
    public bool IsMeantBy(string name) => Name == name || Name.StartsWith(name + '/', StringComparison.Ordinal);

    /// <summary>Runs all contestants in turn; a row for each figure.</summary>
    public abstract Task<IReadOnlyList<Row>> MeasureAsync(IReadOnlyList<Contestant> contestants, Settings settings);
}
