using Channels.Atomics;

namespace Channels;

/// <summary>The end of a <see cref="Select"/>'s patience: ready when nothing else was for a time, counted anew from each call. For a deadline over several waits read a timer of <c>Timers</c>.</summary>
public sealed class SelectTimeout : SelectCase, IDisposable
{
    private readonly TimeProvider _time;
    private readonly ITimer _timer;

    // When the present call began.
    private long _begin;

    // Whether the select waits for this; written by it, read by the timer, which may ring late.
    private bool _isEnlisted;

    internal SelectTimeout(Select select, TimeSpan after, TimeProvider time)
        : base(select)
    {
        After = after;
        _time = time;
        _timer = time.CreateTimer(static self => ((SelectTimeout)self!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How long the select waits for another case.</summary>
    public TimeSpan After { get; }

    internal override bool GoesLast => true;

    private TimeSpan Left => After - _time.GetElapsedTime(_begin);

    /// <summary>Stops the clock; the select does that for its cases.</summary>
    public void Dispose() => _timer.Dispose();

    internal override void LetGo() => Dispose();

    internal void Begin() => _begin = _time.GetTimestamp();

    internal override bool TryTake() => Left <= TimeSpan.Zero;

    internal override bool TryEnlist()
    {
        TimeSpan left = Left;
        if (left <= TimeSpan.Zero) return false;
        Atomic.Write(ref _isEnlisted, true);
        _timer.Change(left, Timeout.InfiniteTimeSpan);
        return true;
    }

    internal override void Delist()
    {
        if (!_isEnlisted) return;
        Atomic.Write(ref _isEnlisted, false);
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    internal override bool Settle() => true;

    private void Ring()
    {
        // Of an earlier call, which was over before the timer was stopped, or a moment early as timers may be.
        if (!Atomic.Read(ref _isEnlisted)) return;
        TimeSpan left = Left;
        if (left > TimeSpan.Zero) _timer.Change(left, Timeout.InfiniteTimeSpan);
        else if (Owner.TryClaim()) Owner.Win(this);
    }
}
