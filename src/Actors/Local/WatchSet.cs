using Channels.Atomics;

namespace Actors.Local;

/// <summary>Who is to be told of an actor's end, and of whose end the actor is to be told. Made when the first watch or link is; by any thread.</summary>
/// <remarks>
/// A watch lies in two sets, the watcher's and the target's, and whoever ends takes it out of both: so neither keeps the
/// other alive. No two gates are ever held at a time. That a watch is told once is decided in the target's set: it is told
/// by who takes it out there, and not at all by who does not find it.
/// </remarks>
internal sealed class WatchSet(ActorCell cell)
{
    // Guards all of it: watchers come and go on their own turns.
    private readonly Gate _gate = new();
    private Dictionary<ActorCell, Watch>? _watched;
    private Dictionary<ActorCell, Watch>? _watchers;
    private HashSet<ActorCell>? _linked;

    /// <summary>Has the actor told of another's end; in its turn.</summary>
    public void Watch(Watch watch)
    {
        using (_gate.Enter())
        {
            if (!(_watched ??= []).TryAdd(watch.Target, watch)) return;
        }

        if (watch.Target.Watches.TryAddWatcher(cell, watch)) return;
        // It is told by this message, and so not by a link.
        TakeLink(watch.Target);
        watch.Tell(watch.Target.Ending);
    }

    /// <summary>In the actor's turn.</summary>
    public void Unwatch(ActorCell target)
    {
        using (_gate.Enter())
        {
            if (_watched?.Remove(target) != true) return;
        }

        target.Watches.TakeWatcher(cell);
    }

    /// <summary>The actor has come to a watch's notice; false if the watch was taken back.</summary>
    public bool TryForget(Watch watch)
    {
        using (_gate.Enter())
        {
            if (_watched is null || !_watched.TryGetValue(watch.Target, out Watch? current) || !ReferenceEquals(current, watch)) return false;
            return _watched.Remove(watch.Target);
        }
    }

    /// <summary>In the actor's turn.</summary>
    public void Link(ActorCell other)
    {
        TryAddLink(other);
        // As with watchers: whoever takes the link out obeys it.
        if (!other.Watches.TryAddLink(cell) || !other.HasEnded) return;
        other.Watches.TakeLink(cell);
        EndLink(other, other.Ending);
    }

    /// <summary>In the actor's turn.</summary>
    public void Unlink(ActorCell other)
    {
        TakeLink(other);
        other.Watches.TakeLink(cell);
    }

    /// <summary>The actor has ended: tells those who wait for that, and lets go of those whose end it waited for.</summary>
    public void End(Terminated end)
    {
        ActorCell[] watched;
        Watch[] watchers;
        ActorCell[] linked;
        using (_gate.Enter())
        {
            watched = _watched is null ? [] : [.. _watched.Keys];
            watchers = _watchers is null ? [] : [.. _watchers.Values];
            linked = _linked is null ? [] : [.. _linked];
            _watched = null;
            _watchers = null;
            _linked = null;
        }

        foreach (ActorCell target in watched) target.Watches.TakeWatcher(cell);
        // Links first: a side that is told as a watcher does not fail, and it forgets the watch when it is told.
        foreach (ActorCell other in linked) other.Watches.EndLink(cell, end);
        foreach (Watch watch in watchers) watch.Tell(end);
    }

    private bool TryAddWatcher(ActorCell watcher, Watch watch)
    {
        using (_gate.Enter())
        {
            (_watchers ??= []).Add(watcher, watch);
        }

        // First we are in the set, then we look whether the end was announced; who ends announces it and then looks into
        // the set. One of the two sees the other, and whoever takes us out tells us.
        return !cell.HasEnded || !TakeWatcher(watcher);
    }

    private bool TakeWatcher(ActorCell watcher)
    {
        using (_gate.Enter()) return _watchers?.Remove(watcher) == true;
    }

    private bool TryAddLink(ActorCell other)
    {
        using (_gate.Enter()) return (_linked ??= []).Add(other);
    }

    private bool TakeLink(ActorCell other)
    {
        using (_gate.Enter()) return _linked?.Remove(other) == true;
    }

    private void EndLink(ActorCell other, Terminated end)
    {
        bool isTold;
        using (_gate.Enter())
        {
            if (_linked?.Remove(other) != true) return;
            isTold = _watched?.ContainsKey(other) == true;
        }

        if (end.IsAbnormal && !isTold) cell.FailFromBeside(new LinkedActorException(end));
    }
}
