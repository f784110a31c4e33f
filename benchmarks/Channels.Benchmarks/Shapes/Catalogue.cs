using Channels.Benchmarks.Measuring;

namespace Channels.Benchmarks.Shapes;

/// <summary>Everything that is measured, in the order of the report.</summary>
internal static class Catalogue
{
    /// <summary>All shapes that both sides have a channel for.</summary>
    public static IReadOnlyList<Shape> All { get; } =
    [
        .. new[] { SingleThreadShapes.All, FlowShapes.All, WaitShapes.All, FlowShapes.WithToken, OneshotShapes.All, SizeShapes.All }
            .SelectMany(shapes => shapes)
            .Where(HasOurs),
    ];

    /// <summary>The first parts of the shapes' names.</summary>
    public static IEnumerable<string> Families => All.Select(shape => shape.Name.Split('/')[0]).Distinct();

    private static bool HasOurs(Shape shape) => shape switch
    {
        SpeedShape speed => speed.Candidates.Any(candidate => candidate.IsOurs),
        SizeShape size => size.Makers.Any(maker => maker.IsOurs),
        _ => false,
    };
}
