namespace Benchmarks.Contestants.ChannelLoop;

/// <summary>A loop over an unbounded channel of System.Threading.Channels for each actor, written by hand, and a TaskCompletionSource for each Ask.</summary>
internal sealed partial class ChannelLoop : Contestant
{
    private static readonly object Shared = new();

    private readonly List<(Action Stop, Task Ended)> _left = [];

    public override string Name => "Channel loop";

    public override async Task TidyAsync()
    {
        foreach ((Action stop, _) in _left) stop();
        foreach ((_, Task ended) in _left) await ended;
        _left.Clear();
    }

    private TLoop Keep<TLoop, T>(TLoop loop)
        where TLoop : Looped<T>
    {
        _left.Add((loop.Stop, loop.Ended));
        return loop;
    }
}
