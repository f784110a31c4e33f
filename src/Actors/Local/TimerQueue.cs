using Channels.Atomics;

namespace Actors.Local;

/// <summary>
/// What is due when in a system: actors' timers, idle times, delays. One timer of the clock for all of them, set for the
/// earliest; to set, move or cancel one of n costs about log n comparisons.
/// </summary>
/// <remarks>
/// Not the <see cref="Messaging.AskRegistry"/>: nearly no timeout of an Ask is ever due, so there setting one costs one comparison and
/// cancelling nothing, and being late to look through all of them is cheap. Here nearly all come due, each at its own time.
/// </remarks>
internal sealed class TimerQueue : IDisposable
{
    private const long Never = long.MaxValue;

    // As long as a timer of the clock waits, and as short.
    private const long LongestWait = TimeSpan.TicksPerDay;
    private const long ShortestWait = TimeSpan.TicksPerMillisecond;

    private const int Arity = 4;

    private readonly TimeProvider _time;
    private readonly long _origin;

    // Guards all below, and the entries' Due and Place.
    private readonly Gate _gate = new();

    // A heap: no entry is due before its parent, which lies at (place - 1) / Arity.
    private readonly List<TimerEntry> _heap = [];
    private long _setFor = Never;
    private bool _isDisposed;

    // Made with the first entry.
    private ITimer? _timer;

    public TimerQueue(TimeProvider time)
    {
        _time = time;
        _origin = time.GetTimestamp();
    }

    /// <summary>How many wait.</summary>
    public int Count
    {
        get
        {
            using (_gate.Enter()) return _heap.Count;
        }
    }

    private long Now => _time.GetElapsedTime(_origin).Ticks;

    /// <summary>Has the entry come due after a time, counted from now; moves it if it waits already. From any thread.</summary>
    public void Set(TimerEntry entry, TimeSpan delay)
    {
        long now = Now;
        long due = Add(now, delay.Ticks);
        using (_gate.Enter())
        {
            if (_isDisposed) return;
            if (entry.Place < 0)
            {
                entry.Due = due;
                entry.Place = _heap.Count;
                _heap.Add(entry);
                MoveUp(entry);
            }
            else
            {
                Move(entry, due);
            }

            if (due < _setFor) SetTimer(due, now);
        }
    }

    /// <summary>Takes the entry out; false if it was not in. It may be about to be told all the same. From any thread.</summary>
    public bool Cancel(TimerEntry entry)
    {
        using (_gate.Enter())
        {
            if (entry.Place < 0) return false;
            Remove(entry);
            return true;
        }
    }

    public void Dispose()
    {
        ITimer? timer;
        using (_gate.Enter())
        {
            _isDisposed = true;
            foreach (TimerEntry entry in _heap) entry.Place = -1;
            _heap.Clear();
            timer = _timer;
        }

        timer?.Dispose();
    }

    private void Ring()
    {
        List<TimerEntry>? due = null;
        long now = Now;
        using (_gate.Enter())
        {
            while (_heap.Count != 0 && _heap[0] is var first && first.Due <= now)
            {
                (due ??= []).Add(first);
                // Under the same gate as a cancel: what is cancelled after this is found in here and taken out.
                if (first.Period == 0) Remove(first);
                else Move(first, Add(first.Due, (((now - first.Due) / first.Period) + 1) * first.Period));
            }

            _setFor = Never;
            if (_heap.Count != 0) SetTimer(_heap[0].Due, now);
        }

        foreach (TimerEntry entry in due ?? []) entry.OnDue();
    }

    // A time that is longer than the clock counts is as good as never, and no time in the past.
    private static long Add(long time, long ticks) => ticks >= Never - time ? Never - 1 : time + ticks;

    private void SetTimer(long due, long now)
    {
        if (_isDisposed) return;
        _setFor = due;
        long wait = Math.Clamp(due - now, ShortestWait, LongestWait);
        // Rounded up: a timer of the clock counts milliseconds, and none of ours is to be early.
        (_timer ??= MakeTimer()).Change(TimeSpan.FromMilliseconds((wait + ShortestWait - 1) / ShortestWait), Timeout.InfiniteTimeSpan);
    }

    private ITimer MakeTimer()
    {
        using (ExecutionContext.SuppressFlow())
            return _time.CreateTimer(static self => ((TimerQueue)self!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private void Move(TimerEntry entry, long due)
    {
        bool isEarlier = due < entry.Due;
        entry.Due = due;
        if (isEarlier) MoveUp(entry);
        else MoveDown(entry);
    }

    private void Remove(TimerEntry entry)
    {
        TimerEntry last = _heap[^1];
        _heap.RemoveAt(_heap.Count - 1);
        if (last != entry)
        {
            Put(last, entry.Place);
            MoveUp(last);
            MoveDown(last);
        }

        entry.Place = -1;
    }

    private void MoveUp(TimerEntry entry)
    {
        int place = entry.Place;
        while (place != 0 && _heap[(place - 1) / Arity] is var parent && entry.Due < parent.Due)
        {
            int above = parent.Place;
            Put(parent, place);
            place = above;
        }

        Put(entry, place);
    }

    private void MoveDown(TimerEntry entry)
    {
        int place = entry.Place;
        while (FirstOfChildren(place) is { } child && child.Due < entry.Due)
        {
            int below = child.Place;
            Put(child, place);
            place = below;
        }

        Put(entry, place);
    }

    private TimerEntry? FirstOfChildren(int place)
    {
        TimerEntry? first = null;
        int begin = (place * Arity) + 1;
        int end = Math.Min(begin + Arity, _heap.Count);
        for (int at = begin; at < end; at++)
        {
            if (first is null || _heap[at].Due < first.Due) first = _heap[at];
        }

        return first;
    }

    private void Put(TimerEntry entry, int place)
    {
        _heap[place] = entry;
        entry.Place = place;
    }
}
