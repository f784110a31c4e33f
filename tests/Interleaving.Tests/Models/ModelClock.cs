namespace Interleaving.Tests.Models;

/// <summary>A clock in milliseconds that stands still until a thread of the model lets its first timer ring. A system has others, which no model rings.</summary>
internal sealed class ModelClock(long now = 0) : TimeProvider
{
    private Timer? _timer;

    public long Now { get; private set; } = now;

    /// <summary>When the timer rings; null while it is off.</summary>
    public long? Due => _timer?.Due;

    public override long TimestampFrequency => 1000;

    public override long GetTimestamp() => Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Timer made = new(this, callback, state);
        _timer ??= made;
        return made;
    }

    /// <summary>Goes on to the time the timer is set for, and lets it ring; the timer must be set.</summary>
    public void Ring()
    {
        Now = Math.Max(Now, Due!.Value);
        _timer!.Ring();
    }

    private sealed class Timer(ModelClock clock, TimerCallback callback, object? state) : ITimer
    {
        public long? Due { get; private set; }

        public void Ring()
        {
            Due = null;
            callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Due = dueTime == Timeout.InfiniteTimeSpan ? null : clock.Now + (long)dueTime.TotalMilliseconds;
            return true;
        }

        public void Dispose() => Due = null;

        public ValueTask DisposeAsync() => default;
    }
}
