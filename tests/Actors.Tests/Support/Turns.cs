using Actors.Messaging;
using Channels.Waiting;

namespace Actors.Tests.Support;

/// <summary>A scheduler that a test turns by hand: nothing runs but what the test runs, on its own thread, in the order it was scheduled.</summary>
internal sealed class Turns : IActorScheduler
{
    private readonly Queue<(Runnable Item, bool GoesLast)> _waiting = new();
    private bool _runsFreely;

    /// <summary>Who waits to be run, by the text that says so, and whether it had its share.</summary>
    public IReadOnlyList<(string Who, bool GoesLast)> Waiting
    {
        get
        {
            lock (_waiting) return [.. _waiting.Select(entry => (entry.Item.ToString()!, entry.GoesLast))];
        }
    }

    public void Schedule(Runnable item, bool goesLast)
    {
        lock (_waiting)
        {
            if (_runsFreely) ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false);
            else _waiting.Enqueue((item, goesLast));
        }
    }

    /// <summary>Runs the one that waits longest.</summary>
    public void RunOne()
    {
        Assert.True(TryRunOne(), "Nobody waits to be run.");
    }

    /// <summary>Runs the one that came last, before all others.</summary>
    public void RunLast()
    {
        lock (_waiting)
        {
            for (int others = _waiting.Count - 1; others > 0; others--) _waiting.Enqueue(_waiting.Dequeue());
        }

        RunOne();
    }

    /// <summary>Runs until nobody waits.</summary>
    public void RunAll()
    {
        while (TryRunOne())
        {
        }
    }

    /// <summary>Does something as if no test framework were there, whose context would send on to another thread what follows.</summary>
    public static void Plainly(Action action)
    {
        SynchronizationContext? context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        action();
        SynchronizationContext.SetSynchronizationContext(context);
    }

    /// <summary>From now on everything runs by itself, so that the host can stop.</summary>
    public void LetGo()
    {
        lock (_waiting)
        {
            _runsFreely = true;
            while (_waiting.TryDequeue(out var entry)) ThreadPool.UnsafeQueueUserWorkItem(entry.Item, preferLocal: false);
        }
    }

    private bool TryRunOne()
    {
        (Runnable Item, bool) next;
        lock (_waiting)
        {
            if (!_waiting.TryDequeue(out next)) return false;
        }

        // As Plainly, without an allocation.
        SynchronizationContext? context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        next.Item.Run();
        SynchronizationContext.SetSynchronizationContext(context);
        return true;
    }
}
