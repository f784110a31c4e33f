using Actors.Messaging;

namespace Actors.Local;

/// <summary>How messages wait in a mailbox with a bound, and the senders that wait for room in it, first come first served. Guarded by the inbox's gate.</summary>
internal sealed class GuardedQueue(int capacity)
{
    private readonly Queue<Envelope> _messages = new();

    // The line of those who wait; linked both ways, so that a cancelled one leaves in the same few steps from anywhere.
    private RoomWaiter? _firstWaiter;
    private RoomWaiter? _lastWaiter;

    public int Capacity => capacity;

    public int Count => _messages.Count;

    /// <summary>How many messages were ever taken out.</summary>
    public long Taken { get; private set; }

    /// <summary>Puts a message in; false if there is no room, or others wait for it already.</summary>
    public bool TryPut(Envelope envelope)
    {
        if (_firstWaiter is not null || _messages.Count == capacity) return false;
        _messages.Enqueue(envelope);
        return true;
    }

    /// <summary>Takes the oldest message out and gives the room to who waits longest for it.</summary>
    /// <param name="envelope">The message.</param>
    /// <param name="admitted">Who was let in; to be told so outside the gate.</param>
    public bool TryTake(out Envelope envelope, out RoomWaiter? admitted)
    {
        admitted = null;
        if (!_messages.TryDequeue(out envelope)) return false;
        Taken++;
        if (_firstWaiter is { } first)
        {
            TryRemove(first);
            _messages.Enqueue(first.Envelope);
            admitted = first;
        }

        return true;
    }

    /// <summary>Looks for what a message carries, and counts those before it.</summary>
    public bool TryFind(object carried, int sight, ref int before)
    {
        foreach (Envelope envelope in _messages)
        {
            if (before == sight) return false;
            if (ReferenceEquals(envelope.Carried, carried)) return true;
            before++;
        }

        return false;
    }

    /// <summary>Puts a sender at the end of the line.</summary>
    public void Join(RoomWaiter waiter)
    {
        waiter.IsInLine = true;
        waiter.Previous = _lastWaiter;
        if (_lastWaiter is null) _firstWaiter = waiter;
        else _lastWaiter.Next = waiter;
        _lastWaiter = waiter;
    }

    /// <summary>Takes a sender out of the line; false if it does not stand there any more.</summary>
    public bool TryRemove(RoomWaiter waiter)
    {
        if (!waiter.IsInLine) return false;
        if (waiter.Previous is null) _firstWaiter = waiter.Next;
        else waiter.Previous.Next = waiter.Next;
        if (waiter.Next is null) _lastWaiter = waiter.Previous;
        else waiter.Next.Previous = waiter.Previous;
        waiter.Next = waiter.Previous = null;
        waiter.IsInLine = false;
        return true;
    }

    /// <summary>Takes everybody out of the line; the first of a chain by <see cref="RoomWaiter.Next"/>, to be told outside the gate.</summary>
    public RoomWaiter? DismissAll()
    {
        RoomWaiter? first = _firstWaiter;
        for (RoomWaiter? waiter = first; waiter is not null; waiter = waiter.Next)
        {
            waiter.IsInLine = false;
            waiter.Previous = null;
        }

        _firstWaiter = _lastWaiter = null;
        return first;
    }
}
