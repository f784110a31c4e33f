using Benchmarks.Contestants;

namespace Benchmarks.Measuring;

/// <summary>What everybody does in a shape, and what must come out.</summary>
/// <param name="Sizes">How much there may be to do in one run, ascending; each contestant does as much as it can in a lap's time.</param>
/// <param name="Operations">How many operations that is.</param>
/// <param name="Expected">The result.</param>
/// <param name="RunAsync">Does it.</param>
internal sealed record Workload(int[] Sizes, Func<int, long> Operations, Func<int, long> Expected, Func<Contestant, int, Task<long>> RunAsync)
{
    /// <summary>How many times a lap's time one run may take.</summary>
    public int Patience { get; init; } = 1;

    /// <summary>The largest size of quick runs.</summary>
    public int QuickMost { get; init; } = int.MaxValue;
}
