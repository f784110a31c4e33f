using Benchmarks.Contestants.ChannelLoop;
using Benchmarks.Contestants.Ours;

namespace Benchmarks.Measuring;

/// <summary>What was measured of everybody, for one figure.</summary>
/// <param name="Group">Which table of the report it belongs to.</param>
/// <param name="Name">The shape's name, and which figure of it.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Goal">What ours is to reach.</param>
/// <param name="Figures">In the contestants' order.</param>
internal sealed record Row(string Group, string Name, Unit Unit, Goal Goal, IReadOnlyList<Figure> Figures)
{
    /// <summary>How many times better ours is than the best of the frameworks; <see langword="null"/> if one side is missing.</summary>
    public double? OverPeers => Over(figure => figure.Contestant is not (Ours or ChannelLoop));

    /// <summary>How many times better ours is than the loop over a channel.</summary>
    public double? OverLoop => Over(figure => figure.Contestant is ChannelLoop);

    public bool IsMet =>
        !(OverPeers < Goal.OverPeers) && !(OverLoop < Goal.OverLoop) && !(Own?.Value > Goal.Most);

    public bool IsAhead => !(OverPeers < 1);

    private Figure? Own => Figures.FirstOrDefault(figure => figure.Contestant is Ours && figure.Value is not null);

    private double? Over(Func<Figure, bool> isOther)
    {
        double[] others = [.. Figures.Where(figure => isOther(figure) && figure.Value is not null).Select(figure => figure.Value!.Value)];
        if (others.Length == 0 || Own?.Value is not { } ours) return null;
        return Unit.Ratio(ours, Unit.MoreIsBetter ? others.Max() : others.Min());
    }
}
