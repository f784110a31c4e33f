using System.Diagnostics;

namespace Benchmarks.Measuring;

/// <summary>What one run took.</summary>
internal readonly record struct Lap(TimeSpan Wall, TimeSpan Cpu, long Bytes)
{
    /// <summary>Runs the work from a clean heap, and holds its result against what must come out.</summary>
    public static async Task<Lap> RunAsync(Func<Task<long>> work, long expected)
    {
        GC.Collect();
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        long began = Stopwatch.GetTimestamp();
        long result = await work();
        Lap lap = new(Stopwatch.GetElapsedTime(began), Environment.CpuUsage.TotalTime - cpu, GC.GetTotalAllocatedBytes(precise: true) - allocated);
        if (result != expected) throw new InvalidOperationException($"The result was {result} instead of {expected}.");
        return lap;
    }
}
