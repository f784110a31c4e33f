using Channels.Atomics;
using Channels.Waiting;

namespace Channels;

/// <summary>What the receivers of a timer share: the next instant, and who waits for it.</summary>
/// <remarks>
/// There is a value when the clock says so, whether the timer has rung or not: the timer is set only while somebody
/// waits, to wake them. Time is counted from the start. The clock, which is the user's, is asked outside the gate.
/// </remarks>
internal sealed partial class TimerChannel<T> : IReceivingSide<T>, ISelectableReads<T>
{
    // As long as a timer can wait, and as short as it counts.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly TimeSpan? _period;
    private readonly Func<TimeSpan, T> _valueOf;
    private readonly ITimer? _timer;
    private readonly Gate _gate = new();

    // Under _gate. The next instant, from the start; null if there will be none.
    private TimeSpan? _due;
    private WaiterLine<ReadWaiter<T>> _readers;
    private WaiterLine<ReadWaiter<T>> _hints;

    // Under _gate. The latest time that anybody has come with.
    private TimeSpan _latest;

    // Under _gate. Whether the timer was set and has not rung. It was set for an instant that is no later than the next.
    private bool _isSet;

    public TimerChannel(TimeProvider time, TimeSpan? delay, TimeSpan? period, Func<TimeSpan, T> valueOf)
    {
        _time = time;
        _start = time.GetTimestamp();
        _period = period;
        _due = delay;
        _valueOf = valueOf;
        if (delay is not null)
            _timer = time.CreateTimer(static self => ((TimerChannel<T>)self!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private TimeSpan Now => _time.GetElapsedTime(_start);

    public ReadStatus TryRead(out T item)
    {
        TimeSpan now = Now;
        Afterwards afterwards = default;
        ReadStatus status;
        using (_gate.Enter())
        {
            now = Latest(now);
            // Those who wait come first, even if the timer is a moment late.
            if (!_readers.IsEmpty || !IsDue(now))
            {
                item = default!;
                return IsEnded ? ReadStatus.Closed : ReadStatus.Empty;
            }

            item = Take(now);
            status = ReadStatus.Read;
            Serve(now, ref afterwards);
        }

        Finish(ref afterwards);
        return status;
    }

    public bool TryPeek(out T item)
    {
        TimeSpan now = Now;
        using (_gate.Enter())
        {
            now = Latest(now);
            bool isDue = IsDue(now);
            item = isDue ? _valueOf(_due!.Value) : default!;
            return isDue;
        }
    }

    public int TryReadMany(Span<T> destination)
    {
        int taken = 0;
        while (taken < destination.Length && TryRead(out destination[taken]) == ReadStatus.Read) taken++;
        return taken;
    }

    public ValueTask<T> ReadAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<T>(cancellationToken);
        TimeSpan now = Now;
        Afterwards afterwards = default;
        TimerRead<T>? waiter = null;
        T item = default!;
        using (_gate.Enter())
        {
            now = Latest(now);
            if (IsEnded) return Closing.Read<T>(Error);
            if (_readers.IsEmpty && IsDue(now)) item = Take(now);
            else _readers.Add(waiter = _reads.Rent() ?? new TimerRead<T>(this));
            Serve(now, ref afterwards);
        }

        Finish(ref afterwards);
        return waiter is null ? new ValueTask<T>(item) : waiter.AsRead(cancellationToken);
    }

    public ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<bool>(cancellationToken);
        TimeSpan now = Now;
        Afterwards afterwards = default;
        TimerReadHint<T> waiter;
        using (_gate.Enter())
        {
            now = Latest(now);
            if (IsEnded) return Closing.Wait(Error);
            if (_readers.IsEmpty && IsDue(now)) return new ValueTask<bool>(true);
            _hints.Add(waiter = _hintReads.Rent() ?? new TimerReadHint<T>(this));
            Serve(now, ref afterwards);
        }

        Finish(ref afterwards);
        return waiter.AsWait(cancellationToken);
    }

    public bool TryEnlistRead(ReadWaiter<T> waiter)
    {
        TimeSpan now = Now;
        Afterwards afterwards = default;
        using (_gate.Enter())
        {
            now = Latest(now);
            if (IsEnded || (_readers.IsEmpty && IsDue(now))) return false;
            if (waiter.IsHint) _hints.Add(waiter);
            else _readers.Add(waiter);
            Serve(now, ref afterwards);
        }

        Finish(ref afterwards);
        return true;
    }

    public void DelistRead(ReadWaiter<T> waiter) => TryLeave(waiter);

    /// <summary>Takes a wait out of its line; false if it was taken out before.</summary>
    internal bool TryLeave(ReadWaiter<T> waiter)
    {
        using (_gate.Enter()) return waiter.IsHint ? _hints.Remove(waiter) : _readers.Remove(waiter);
    }

    private void Ring()
    {
        TimeSpan now = Now;
        Afterwards afterwards = default;
        using (_gate.Enter())
        {
            now = Latest(now);
            _isSet = false;
            // Whoever waits is served, and the timer set again if it was early or somebody is left.
            Serve(now, ref afterwards);
        }

        Finish(ref afterwards);
    }

    /// <summary>Under the gate: the time, if nobody has come with a later one.</summary>
    /// <remarks>A closes and asks the clock; before it enters, the timer rings for B and says that there is an instant. A must not drop it because in its time there was none.</remarks>
    private TimeSpan Latest(TimeSpan now)
    {
        if (now > _latest) _latest = now;
        return _latest;
    }

    /// <summary>Under the gate.</summary>
    private bool IsDue(TimeSpan now) => _due <= now;

    /// <summary>Under the gate: takes the instant that is due, and plans the next.</summary>
    private T Take(TimeSpan now)
    {
        T item = _valueOf(_due!.Value);
        if (IsClosed || _period is not { } period)
        {
            _due = null;
            // A timer with one instant is closed with it.
            _closeReason ??= CleanClose;
        }
        else
        {
            _due = now + period;
        }

        return item;
    }

    /// <summary>Under the gate: gives those who wait what there is for them, and finds out what is left to do outside.</summary>
    private void Serve(TimeSpan now, ref Afterwards afterwards)
    {
        while (IsDue(now) && _readers.TakeFirst() is { } reader)
        {
            reader.HandOver(Take(now));
            afterwards.Woken.Add(reader);
        }

        if (IsDue(now)) Tell(ref _hints, ReadStatus.Empty, ref afterwards);
        if (IsEnded)
        {
            Tell(ref _readers, ReadStatus.Closed, ref afterwards);
            Tell(ref _hints, ReadStatus.Closed, ref afterwards);
        }

        afterwards.IsClosed = IsClosed;
        afterwards.IsEnded = IsEnded;
        if (_isSet || _due is not { } due || (_readers.IsEmpty && _hints.IsEmpty)) return;
        _isSet = true;
        TimeSpan left = due - now;
        afterwards.SetTo = left < Shortest ? Shortest : left > Longest ? Longest : left;
    }

    private static void Tell(ref WaiterLine<ReadWaiter<T>> line, ReadStatus status, ref Afterwards afterwards)
    {
        while (line.TakeFirst() is { } waiter)
        {
            if (status == ReadStatus.Closed) waiter.TellClosed();
            else waiter.TellLook();
            afterwards.Woken.Add(waiter);
        }
    }
}
