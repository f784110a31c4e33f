using Benchmarks.Measuring;

namespace Benchmarks.Shapes;

/// <summary>Everything that is measured, in the order of the report.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<Shape> All { get; } = [.. MessageShapes.All, .. SavinaShapes.All, .. LifeShapes.All, .. GrowthShapes.All];

    /// <summary>The first parts of the shapes' names.</summary>
    public static IEnumerable<string> Families => All.Select(shape => shape.Name.Split('/')[0]).Distinct();
}
