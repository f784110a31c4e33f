using System.Diagnostics;

namespace Actors.Benchmarks;

/// <summary>How long one contestant took for one shape, round by round.</summary>
internal sealed class Laps(int operations)
{
    private readonly List<double> _speeds = [];
    private readonly List<double> _processor = [];
    private long _bytes;

    /// <summary>Millions of operations a second, the median.</summary>
    public double Speed => Median(_speeds);

    /// <summary>Nanoseconds of processor time an operation, of all threads together, the median: what others do on the machine is not in it.</summary>
    public double Processor => Median(_processor);

    public async Task AddAsync(Func<Task> run)
    {
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan spent = Environment.CpuUsage.TotalTime;
        long began = Stopwatch.GetTimestamp();
        await run();
        _speeds.Add(operations / Stopwatch.GetElapsedTime(began).TotalSeconds / 1e6);
        _processor.Add((Environment.CpuUsage.TotalTime - spent).TotalNanoseconds / operations);
        _bytes = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / operations;
    }

    public override string ToString() => $"{Speed:F2} | {Processor:F1} | {_bytes}";

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
