using Channels;
using Channels.Atomics;
using Interleaving.Tests.Simulation;

namespace Interleaving.Tests.Models;

/// <summary>A queue of numbers.</summary>
internal sealed class SleepyQueue(int? capacity = null, int initialSlots = 16) : SleepyQueue<int>(capacity, initialSlots)
{
    protected override int NumberOf(int item) => item;
}

/// <summary>A queue whose consumer is a simulated thread: it sleeps when it has parked, and counts who wakes it.</summary>
internal abstract class SleepyQueue<T>(int? capacity, int initialSlots) : MpscQueue<T>(capacity, initialSlots)
{
    private int _sleeps;
    private int _wakes;

    /// <summary>What the consumer took, in its order.</summary>
    public List<int> Received { get; } = [];

    /// <summary>The consumer: takes values until it has so many, or the queue is closed and empty.</summary>
    public void Consume(int count = int.MaxValue)
    {
        while (Received.Count < count)
        {
            if (TryDequeue(out T item))
            {
                Received.Add(NumberOf(item));
                continue;
            }

            switch (Park())
            {
                case ParkStatus.Closed:
                    return;
                case ParkStatus.Parked:
                    int sleeps = ++_sleeps;
                    Interleave.Block(() => _wakes >= sleeps);
                    break;
            }
        }
    }

    /// <summary>Nothing is left over, and each sleep was ended once.</summary>
    public void CheckAtRest()
    {
        if (_wakes != _sleeps) throw new ClaimFailedException($"The consumer slept {_sleeps} times and was woken {_wakes} times.");
        if (Count != 0) throw new ClaimFailedException($"The queue says it still holds {Count}.");
        if (TryDequeue(out T item)) throw new ClaimFailedException($"{NumberOf(item)} was still in the queue.");
    }

    public void CheckCapacity()
    {
        long held = Enqueued - Dequeued;
        if (held > Capacity) throw new ClaimFailedException($"The queue holds {held} and has a capacity of {Capacity}.");
    }

    protected override void Wake(bool isClosed) => _wakes++;

    protected abstract int NumberOf(T item);
}
