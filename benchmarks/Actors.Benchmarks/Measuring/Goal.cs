namespace Benchmarks.Measuring;

/// <summary>What ours is to reach; <see langword="null"/> where nothing was set.</summary>
/// <param name="OverPeers">How many times better than the best of Akka.NET, Proto.Actor and Orleans.</param>
/// <param name="OverLoop">How many times better than the loop over a channel.</param>
/// <param name="Most">A figure that is not to be exceeded.</param>
internal sealed record Goal(double? OverPeers = null, double? OverLoop = null, double? Most = null)
{
    public static readonly Goal Ahead = new(OverPeers: 1);
    public static readonly Goal None = new();
}
