using System.Diagnostics;

namespace Benchmarks.Work;

/// <summary>How long each probe was under way, from the Tell to its handler.</summary>
internal sealed class ProbeLog(int probes)
{
    private readonly List<double> _microseconds = new(probes);
    private readonly TaskCompletionSource<IReadOnlyList<double>> _all = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>All of them, in microseconds, when the last has come.</summary>
    public Task<IReadOnlyList<double>> All => _all.Task;

    /// <summary>Called by the probe actor, one message at a time.</summary>
    public void Add(long sent)
    {
        _microseconds.Add(Stopwatch.GetElapsedTime(sent).TotalMicroseconds);
        if (_microseconds.Count == probes) _all.TrySetResult(_microseconds);
    }

    /// <summary>Sends the probes from a thread of its own, with a pause before each.</summary>
    public Task<IReadOnlyList<double>> RunAsync(Action<long> tell)
    {
        new Thread(() =>
        {
            for (int number = 0; number < probes; number++)
            {
                Thread.Sleep(Pause);
                tell(Stopwatch.GetTimestamp());
            }
        }) { IsBackground = true }.Start();
        return All;
    }

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);
}

/// <summary>Says to the saturating actors that it is over; read by each before it tells itself again.</summary>
internal sealed class Saturation
{
    // Written by the measurement, read by the actors; a late read only costs one more message.
    private volatile bool _isOver;

    public bool IsOver => _isOver;

    public void End() => _isOver = true;
}
