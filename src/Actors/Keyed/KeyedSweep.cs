using Actors.Local;
using Channels.Atomics;

namespace Actors.Keyed;

/// <summary>Lets the actors of a keyed class go that have been idle for long. One timer looks at all of them, so that none needs one of its own, and a message costs nothing for it.</summary>
internal sealed class KeyedSweep<TActor>(KeyedRegion<TActor> region, TimeSpan idleTimeout, int? maxActivations)
    where TActor : Actor
{
    private const int SweepsPerTimeout = 4;
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(1);

    // Timers do not reach much further.
    private static readonly TimeSpan Seldom = TimeSpan.FromDays(1);

    // Let go beyond what is needed, so that not each new actor looks at all others.
    private const int Slack = 10;

    // Guards the timer and the list.
    private readonly Gate _gate = new();
    private readonly List<ActorCell> _seen = [];
    private ITimer? _timer;

    // 1 while an early sweep is on its way; raised by who makes too many.
    private int _isEarly;

    private TimeSpan Period => idleTimeout == Timeout.InfiniteTimeSpan ? idleTimeout
        : TimeSpan.FromTicks(Math.Clamp(idleTimeout.Ticks / SweepsPerTimeout, Soon.Ticks, Seldom.Ticks));

    public void Start()
    {
        using (_gate.Enter())
        {
            using (ExecutionContext.SuppressFlow())
                _timer = region.Time.CreateTimer(static self => ((KeyedSweep<TActor>)self!).Run(), this, Period, Period);
        }
    }

    public void Stop()
    {
        using (_gate.Enter())
        {
            _timer?.Dispose();
            _timer = null;
        }
    }

    /// <summary>There are so many now; if they are too many, some are let go soon. From any thread.</summary>
    public void NoteCount(int count)
    {
        if (!(count > maxActivations) || Atomic.Exchange(ref _isEarly, 1) != 0) return;
        ITimer? timer;
        using (_gate.Enter()) timer = _timer;
        timer?.Change(Soon, Period);
    }

    private void Run()
    {
        // First the flag, with a full fence, then we look: who makes one too many after that comes again.
        Atomic.Exchange(ref _isEarly, 0);
        using (_gate.Enter())
        {
            if (_timer is null) return;
            region.CopyTo(_seen);
            long now = region.Time.GetTimestamp();
            _seen.RemoveAll(cell => !IsIdle(cell, now));
            int tooMany = maxActivations is { } max && region.Count > max ? region.Count - max + (max / Slack) : 0;
            if (tooMany > 0) _seen.Sort(static (one, other) => RecipeOf(one).SeenAt.CompareTo(RecipeOf(other).SeenAt));
            for (int at = 0; at < _seen.Count; at++)
            {
                ActorCell cell = _seen[at];
                bool isLong = idleTimeout != Timeout.InfiniteTimeSpan && region.Time.GetElapsedTime(RecipeOf(cell).SeenAt, now) >= idleTimeout;
                // What comes in the meantime it handles, and what comes later makes another.
                if (isLong || at < tooMany) cell.Signal(Signals.Drain);
            }

            _seen.Clear();
        }
    }

    private static bool IsIdle(ActorCell cell, long now)
    {
        KeyedRecipe<TActor> recipe = RecipeOf(cell);
        InboxFigures inbox = cell.Loop.Look();
        if (inbox.Pending == 0 && inbox.Accepted == recipe.SeenAccepted) return true;
        recipe.SeenAccepted = inbox.Accepted;
        recipe.SeenAt = now;
        return inbox.Pending == 0;
    }

    private static KeyedRecipe<TActor> RecipeOf(ActorCell cell) => (KeyedRecipe<TActor>)cell.Recipe;
}
