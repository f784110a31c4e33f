using Actors.Messaging;

namespace Actors.Local;

/// <summary>The timers of one life of an actor, by key. Made when the first is started; touched only inside the actor's turn.</summary>
internal sealed class TimerSet(ActorCell cell)
{
    private readonly Dictionary<object, ActorTimer> _timers = [];

    public void Start(object key, Notice notice, TimeSpan due, TimeSpan? period)
    {
        Cancel(key);
        ActorTimer timer = new(cell, key, notice, period);
        _timers.Add(key, timer);
        cell.System.Timers.Set(timer, due);
    }

    public bool IsActive(object key) => _timers.ContainsKey(key);

    public bool Cancel(object key)
    {
        if (!_timers.Remove(key, out ActorTimer? timer)) return false;
        timer.Cancel();
        return true;
    }

    public void CancelAll()
    {
        foreach (ActorTimer timer in _timers.Values) timer.Cancel();
        _timers.Clear();
    }

    /// <summary>A timer that rings once has done so.</summary>
    public void Remove(object key) => _timers.Remove(key);
}
