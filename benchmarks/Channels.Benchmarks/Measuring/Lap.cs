using System.Diagnostics;

namespace Channels.Benchmarks.Measuring;

/// <summary>One run of the work of a shape: how much there is to do, and what was seen while it was done.</summary>
/// <remarks>Bytes are counted between the two marks that the work sets, so that what is made once, such as tasks and channels, does not count as a cost of each message.</remarks>
internal sealed class Lap(int messages)
{
    private long _bytes;
    private int _marks;
    private double _share;

    /// <summary>How many messages to move; a multiple of 1,024.</summary>
    public int Messages => messages;

    public TimeSpan Wall { get; private set; }

    public TimeSpan Cpu { get; private set; }

    /// <summary>Bytes allocated for each message between the marks.</summary>
    public double BytesPerMessage => _marks == 2 ? _bytes / (_share * messages) : double.NaN;

    /// <summary>Notes what was allocated so far; called by one of those who work, once on the way in and once on the way out.</summary>
    /// <param name="share">On the way out: which share of the messages moved between the two.</param>
    public void Mark(double share = 0)
    {
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        _bytes = allocated - _bytes;
        _share = share;
        _marks++;
    }

    /// <summary>Does the work, from a clean heap.</summary>
    public async Task RunAsync(Func<Lap, Task<Tally>> work)
    {
        GC.Collect();
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        long began = Stopwatch.GetTimestamp();
        Tally tally = await work(this);
        Wall = Stopwatch.GetElapsedTime(began);
        Cpu = Environment.CpuUsage.TotalTime - cpu;
        tally.ThrowIfNot(messages);
    }
}
