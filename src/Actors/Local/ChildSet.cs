using Actors.Supervision;
using Channels.Atomics;

namespace Actors.Local;

/// <summary>The actors under one supervisor, in start order: their names, their end, and how often they were restarted.</summary>
internal sealed class ChildSet(LocalActorSystem system, ActorCell? owner, SupervisorStrategy strategy)
{
    // Guards the list, the names and the three fields after them. Children leave on their own turns.
    private readonly Gate _gate = new();
    private ActorCell? _first;
    private ActorCell? _last;
    private Dictionary<string, ActorCell>? _names;
    private int _nextNumber;
    private int _significant;
    private bool _isClosed;

    // Made at the first restart, by compare-and-swap.
    private RestartWindow? _window;
    private SiblingRestarts? _together;

    public LocalActorSystem System => system;

    /// <summary>The supervisor; null for the host itself.</summary>
    public ActorCell? Owner => owner;

    public SupervisorStrategy Strategy => strategy;

    /// <summary>The inbox that they all take from, beside their own; null if they share none. Set before the first is made.</summary>
    public SharedInbox? Shared { get; set; }

    /// <summary>Restarts siblings together; null if the strategy never does.</summary>
    public SiblingRestarts? Together => strategy.RestartsSiblings ? Atomic.Read(ref _together) ?? MakeTogether() : null;

    public bool IsClosed
    {
        get
        {
            using (_gate.Enter()) return _isClosed;
        }
    }

    /// <summary>Takes a new actor in, and gives it a number.</summary>
    public int Add(ActorCell cell, string? name)
    {
        if (name is not null) ActorName.Check(name);
        int number = Add(cell, name, out bool isAwaited);
        if (isAwaited) system.NameWaiters.Tell(cell);
        return number;
    }

    private int Add(ActorCell cell, string? name, out bool isAwaited)
    {
        using (_gate.Enter())
        {
            if (_isClosed)
            {
                throw new ActorStoppedException(new ActorPath(PathText), owner is null
                    ? "The actor system is stopping with its host and starts no more actors."
                    : $"{PathText} is stopping and starts no more children.");
            }

            if (name is not null && !(_names ??= []).TryAdd(name, cell))
                throw new ActorNameException(name, $"Actor '{name}' already exists under {PathText}. Stop it first and await its end, or choose another name.");

            cell.Previous = _last;
            if (_last is null) _first = cell;
            else _last.Next = cell;
            _last = cell;
            if (cell.Policy.IsSignificant) _significant++;
            // Under the gate, see NameWaiters.WaitAsync.
            isAwaited = name is not null && system.NameWaiters.Any;
            return ++_nextNumber;
        }
    }

    /// <summary>The actor of a name; null if there is none.</summary>
    public ActorCell? Find(ReadOnlySpan<char> name)
    {
        using (_gate.Enter())
            return _names is not null && _names.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out ActorCell? cell) ? cell : null;
    }

    /// <summary>Lets go of an actor that ended; its name is free.</summary>
    public void Remove(ActorCell cell)
    {
        using (_gate.Enter())
        {
            if (cell.IsNamed) _names!.Remove(cell.Name);
            if (cell.Policy.IsSignificant) _significant--;
            if (cell.Previous is null) _first = cell.Next;
            else cell.Previous.Next = cell.Next;
            if (cell.Next is null) _last = cell.Previous;
            else cell.Next.Previous = cell.Previous;
            cell.Previous = cell.Next = null;
        }
    }

    /// <summary>The one that was started last.</summary>
    public ActorCell? Last
    {
        get
        {
            using (_gate.Enter()) return _last;
        }
    }

    /// <summary>The actors that have not ended, in start order.</summary>
    public List<ActorCell> Snapshot()
    {
        List<ActorCell> cells = [];
        using (_gate.Enter())
        {
            for (ActorCell? cell = _first; cell is not null; cell = cell.Next) cells.Add(cell);
        }

        return cells;
    }

    /// <summary>Lets nobody in any more.</summary>
    public void Close()
    {
        using (_gate.Enter()) _isClosed = true;
        Atomic.Read(ref _together)?.Hurry();
    }

    /// <summary>Lets actors in again, for the next life of the supervisor.</summary>
    public void Open()
    {
        using (_gate.Enter()) _isClosed = false;
    }

    /// <summary>Counts a restart; false if the strategy allows no more.</summary>
    public bool TryCountRestart(out int count)
    {
        RestartWindow window = Atomic.Read(ref _window) ?? MakeWindow();
        return window.TryCount(out count);
    }

    /// <summary>Makes a child's failure the supervisor's own.</summary>
    public void Escalate(Exception error)
    {
        if (owner is null)
        {
            system.Escalate(error);
            return;
        }

        owner.Extras.Escalate(error);
        owner.Signal(Signals.ChildFailed);
    }

    /// <summary>A significant child has ended by itself: the supervisor stops, if its strategy says so.</summary>
    public void LoseSignificant()
    {
        int left;
        using (_gate.Enter()) left = _significant;
        if (strategy.AutoShutdown == AutoShutdown.AllSignificant && left != 0) return;
        if (owner is null) system.Finish();
        else owner.Signal(Signals.Finish);
    }

    public string PathText => owner?.Path.Value ?? "/";

    private RestartWindow MakeWindow()
    {
        RestartWindow fresh = new(strategy, system.Time);
        return Atomic.CompareExchange(ref _window, fresh, null) ?? fresh;
    }

    private SiblingRestarts MakeTogether()
    {
        SiblingRestarts fresh = new(system, this);
        return Atomic.CompareExchange(ref _together, fresh, null) ?? fresh;
    }
}
