using System.Diagnostics.CodeAnalysis;
using Channels.Atomics;
using Channels.Waiting;

namespace Channels.Streams;

/// <summary>A time limit that rings when it is over, and is set again and again: one timer for a whole enumeration.</summary>
/// <remarks>Set and asked by one task. What a timer of an earlier limit says late does no harm: the clock is asked.</remarks>
internal sealed class Deadline : IDisposable
{
    // A timer does not count less; and one that fires a moment early must not be set to nothing.
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private readonly TimeProvider _timeProvider;
    private readonly Doorbell _bell;
    private readonly ITimer _timer;
    private long _start;
    private TimeSpan _limit;

    // Set by the timer before it rings, cleared by the task before it asks the clock.
    private int _hasFired;

    [SuppressMessage("Reliability", "CA2000", Justification = "The timer is disposed with this.")]
    public Deadline(TimeProvider timeProvider, Doorbell bell)
    {
        _timeProvider = timeProvider;
        _bell = bell;
        _timer = timeProvider.CreateTimer(static self => ((Deadline)self!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool IsSet { get; private set; }

    /// <summary>Whether the time is over. Costs a look at a field until the timer has fired.</summary>
    public bool IsOver
    {
        get
        {
            if (!IsSet || Atomic.Exchange(ref _hasFired, 0) == 0) return false;
            TimeSpan left = _limit - _timeProvider.GetElapsedTime(_start);
            if (left <= TimeSpan.Zero)
            {
                // Over until it is set again, however often it is asked.
                Atomic.Write(ref _hasFired, 1);
                return true;
            }

            _timer.Change(left < Shortest ? Shortest : left, Timeout.InfiniteTimeSpan);
            return false;
        }
    }

    /// <summary>Begins; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</summary>
    public void Set(TimeSpan limit)
    {
        IsSet = true;
        _limit = limit;
        _start = _timeProvider.GetTimestamp();
        // Nothing to wait for needs no timer.
        Atomic.Write(ref _hasFired, limit == TimeSpan.Zero ? 1 : 0);
        if (limit != TimeSpan.Zero) _timer.Change(limit, Timeout.InfiniteTimeSpan);
    }

    public void Clear()
    {
        if (!IsSet) return;
        IsSet = false;
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();

    private void Fire()
    {
        Atomic.Write(ref _hasFired, 1);
        _bell.Ring();
    }
}
