using Channels.Atomics;

namespace Actors;

/// <summary>Who wants to hear of an end, from any thread; each is told once.</summary>
internal sealed class EndListeners
{
    // Replaced as a whole by compare-and-swap; taken by whoever tells them.
    private IEndListener[] _listeners = [];

    public void Add(IEndListener listener)
    {
        while (true)
        {
            IEndListener[] before = Atomic.Read(ref _listeners);
            if (ReferenceEquals(Atomic.CompareExchange(ref _listeners, [.. before, listener], before), before)) return;
        }
    }

    public void Remove(IEndListener listener)
    {
        while (Atomic.Read(ref _listeners) is var before && Array.IndexOf(before, listener) is >= 0 and var at)
        {
            if (ReferenceEquals(Atomic.CompareExchange(ref _listeners, [.. before[..at], .. before[(at + 1)..]], before), before)) return;
        }
    }

    public void Tell(IActorRef ended)
    {
        foreach (IEndListener listener in Atomic.Exchange(ref _listeners, [])) listener.OnEnded(ended);
    }
}
