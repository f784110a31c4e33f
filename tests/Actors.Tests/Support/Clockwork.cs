using Microsoft.Extensions.Time.Testing;

namespace Actors.Tests.Support;

/// <summary>A clock that stands still until the test turns it, and notes for when its timers were set.</summary>
internal sealed class Clockwork : FakeTimeProvider
{
    /// <summary>How far ahead timers were set, in milliseconds, one after the other.</summary>
    public List<double> Settings { get; } = [];

    /// <summary>Whether the clock throws when it is asked.</summary>
    public bool IsBroken { get; set; }

    public override long GetTimestamp() => IsBroken ? throw new NotSupportedException("The clock is broken.") : base.GetTimestamp();

    public void AdvanceMilliseconds(double milliseconds) => Advance(TimeSpan.FromMilliseconds(milliseconds));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new NotedTimer(this, base.CreateTimer(callback, state, dueTime, period));

    private sealed class NotedTimer(Clockwork clock, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Settings.Add(dueTime.TotalMilliseconds);
            return timer.Change(dueTime, period);
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
