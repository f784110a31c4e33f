using Channels.Atomics;

namespace Actors.Local;

/// <summary>What can be told of one message in the inbox.</summary>
internal abstract partial class Inbox
{
    // As far as is counted: who looks holds up the senders.
    private const int Sight = 1000;

    /// <summary>The number of the message that the actor is handling: how many it ever took. The turn's own, and that of what it awaits.</summary>
    public long Number => (_queue?.Taken ?? _taken) - (_backlog?.Left ?? 0) + (_firstState == Waits ? 0 : 1) + Cell.TakenFromShare;

    /// <summary>Whether the actor has nothing to take; by its turn.</summary>
    public bool IsEmpty
    {
        get
        {
            // As in TryTakeFirst: no gate, what comes meanwhile is found the next time.
            if (_queue is null) return _backlog is not { Left: > 0 } && Atomic.Read(ref _count) <= (_firstState == Waits ? 0 : 1);
            return Count == 0;
        }
    }

    /// <summary>The place in line of what a message carries, from 1; null if it is not there, 1,001 if it stands further back. Of about this moment, from any thread.</summary>
    public int? PlaceOf(object carried)
    {
        Enter();
        int place = 0;
        bool isFound = _queue is not null ? _queue.TryFind(carried, Sight, ref place) : TryFind(carried, ref place);
        Leave();
        return isFound || place == Sight ? Math.Min(place + 1, Sight + 1) : null;
    }

    private bool TryFind(object carried, ref int place)
    {
        if (_backlog is { } backlog && backlog.TryFind(carried, Sight, ref place)) return true;
        if (_count == 0 || place == Sight) return false;
        if (_firstState == Waits)
        {
            if (ReferenceEquals(_first.Carried, carried)) return true;
            place++;
        }

        int left = _count - 1;
        for (EnvelopeBlock? block = _head; block is not null && left > 0; block = block.Next)
        {
            int count = Math.Min(left, block.Size);
            if (block.TryFind(carried, 0, count, Sight, ref place)) return true;
            left -= count;
        }

        return false;
    }
}
