using Actors.Messaging;
using Channels.Atomics;
using Channels.Waiting;

namespace Interleaving.Tests.Models;

/// <summary>A scheduler whose workers are threads of the model: what is scheduled waits until one of them takes it.</summary>
internal sealed class TurnQueue : IActorScheduler
{
    // No locks: one thread of a model runs at a time, and none of these lines is a point.
    private readonly List<Runnable> _items = [];
    private int _working;
    private int _outside;

    /// <summary>How many turns were scheduled.</summary>
    public int Scheduled { get; private set; }

    public void Schedule(Runnable item, bool goesLast)
    {
        Scheduled++;
        _items.Add(item);
    }

    /// <summary>Counts a thread that may schedule something; the workers stay until it is done.</summary>
    public Action Outside(Action body)
    {
        _outside++;
        return () =>
        {
            body();
            _outside--;
        };
    }

    /// <summary>A worker: runs what is scheduled until nobody is left to schedule more.</summary>
    public void Work()
    {
        while (true)
        {
            Interleave.Block(() => _items.Count > 0 || (_outside == 0 && _working == 0));
            if (_items.Count == 0) return;
            RunFirst();
        }
    }

    /// <summary>Runs what is scheduled, alone.</summary>
    public void RunAll()
    {
        while (_items.Count > 0) RunFirst();
    }

    private void RunFirst()
    {
        Runnable item = _items[0];
        _items.RemoveAt(0);
        if (_items.Contains(item)) throw new InvalidOperationException($"{item} is scheduled, and scheduled once more before it ran.");
        _working++;
        item.Run();
        _working--;
    }
}
