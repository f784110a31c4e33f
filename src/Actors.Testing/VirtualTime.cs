using Microsoft.Extensions.Time.Testing;

namespace Actors.Testing;

/// <summary>A clock that stands still until it is told to move, and knows when the next timer is due. Timers that are due at the same instant fire in an order chosen by the seed.</summary>
internal sealed class VirtualTime(Random random) : TimeProvider
{
    private readonly FakeTimeProvider _clock = new();
    private readonly List<VirtualTimer> _timers = [];

    public override TimeZoneInfo LocalTimeZone => _clock.LocalTimeZone;

    public override long TimestampFrequency => _clock.TimestampFrequency;

    /// <summary>When the next timer is due; null if none is.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_timers) return _timers.Count == 0 ? null : _timers.Min(timer => timer.Due);
        }
    }

    public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow();

    public override long GetTimestamp() => _clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        VirtualTimer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock to an instant, or leaves it where it is if that is past.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        if (instant > _clock.GetUtcNow()) _clock.SetUtcNow(instant);
    }

    /// <summary>Takes a timer that is due out of the line, chosen by the seed; null if none is.</summary>
    public Action? TakeDue()
    {
        lock (_timers)
        {
            VirtualTimer[] due = [.. _timers.Where(timer => timer.Due <= _clock.GetUtcNow())];
            return due.Length == 0 ? null : due[random.Next(due.Length)].TakeCallback();
        }
    }

    private sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._timers)
            {
                time._timers.Remove(this);
                _period = period;
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                Due = time.GetUtcNow() + dueTime;
                time._timers.Add(this);
                return true;
            }
        }

        public Action TakeCallback()
        {
            if (_period > TimeSpan.Zero) Due = time.GetUtcNow() + _period;
            else time._timers.Remove(this);
            return () => callback(state);
        }

        public void Dispose()
        {
            lock (time._timers) time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
