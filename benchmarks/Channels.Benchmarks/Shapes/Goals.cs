namespace Channels.Benchmarks.Shapes;

/// <summary>How many times faster than System.Threading.Channels ours is to be.</summary>
internal static class Goals
{
    /// <summary>In every shape.</summary>
    public const double Ahead = 1;

    /// <summary>On one thread, on bounded channels and at a rendezvous.</summary>
    public const double Twice = 2;

    /// <summary>The most bytes of a channel of many senders and one receiver that nothing happens on.</summary>
    public const double IdleMpscBytes = 400;

    private const double UnboundedMpsc = 1.5;
    private const double UnboundedMpmc = 1.2;

    public static double OfFlow(int writers, int readers, int? capacity, string items) => capacity switch
    {
        0 => Twice,
        null when readers == 1 => UnboundedMpsc,
        null => items == Work.Longs.Name ? UnboundedMpmc : Ahead,
        _ => writers <= 4 ? Twice : Ahead,
    };
}
