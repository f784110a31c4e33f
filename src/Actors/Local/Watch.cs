using Actors.Messaging;

namespace Actors.Local;

/// <summary>That one actor watches another: first the wait for the end, then the notice of it on its way.</summary>
internal sealed class Watch : IWatch
{
    private readonly ActorCell _watcher;
    private readonly Notice _notice;

    public Watch(ActorCell watcher, ActorCell target, Notice notice)
    {
        _watcher = watcher;
        Target = target;
        _notice = notice;
        notice.Source = this;
    }

    public ActorCell Target { get; }

    /// <summary>Written before the notice is sent.</summary>
    public Terminated? End { get; private set; }

    /// <summary>Sends the notice; by whoever took the watch out of the target's set, on the target's thread or the watcher's.</summary>
    public void Tell(Terminated end)
    {
        End = end;
        _watcher.Deliver(_notice.Envelope);
    }

    public bool TryTake(bool again)
    {
        if (again || _watcher.Watches.TryForget(this)) return true;
        _watcher.Withdraw();
        return false;
    }

    public void Drop()
    {
    }
}
