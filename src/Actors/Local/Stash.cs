using Actors.Messaging;
using Channels.Atomics;

namespace Actors.Local;

/// <summary>
/// Messages that an actor has taken out of its mailbox and not handled: those it put aside, and those that are to be
/// handled before the mailbox. Made when the first is put aside; touched only inside the actor's turn.
/// </summary>
internal sealed class Stash(ActorCell cell, int? capacity)
{
    private readonly Queue<Envelope> _aside = new();
    private readonly Queue<Envelope> _front = new();

    // Whether a handler was given the sign to return, and has not yet.
    private bool _isPromised;

    // Written by the turn, read by accounts.
    private int _pending;

    public int Count => _aside.Count;

    /// <summary>How many messages lie in here, put aside or to be handled; read by accounts.</summary>
    public int Pending => Atomic.Read(ref _pending);

    /// <summary>Sees to it that there is room for the message at hand, before its handler says that it is put aside.</summary>
    public void Promise()
    {
        if (_isPromised)
            throw new InvalidOperationException($"A handler of {cell.Path} called Stash and did not return what it gave, so its message was not put into the stash. Write 'return this.Stash();'.");
        if (_aside.Count >= capacity) throw new StashFullException(cell.Path, capacity.Value);
        _isPromised = true;
    }

    /// <summary>The handler has said so.</summary>
    public void Add(Envelope envelope)
    {
        _isPromised = false;
        _aside.Enqueue(envelope);
        Atomic.Write(ref _pending, _pending + 1);
    }

    /// <summary>Has so many of the oldest handled before everything else that waits, in their order.</summary>
    public int Unstash(int most)
    {
        int count = Math.Min(most, _aside.Count);
        if (count == 0) return 0;
        // Those that were taken out before and not handled yet are older: they keep their place.
        for (int left = count; left > 0; left--) _front.Enqueue(_aside.Dequeue());
        cell.RaiseFront();
        return count;
    }

    /// <summary>The next to be handled before the mailbox.</summary>
    public bool TryTakeFront(out Envelope envelope)
    {
        if (!_front.TryDequeue(out envelope)) return false;
        Atomic.Write(ref _pending, _pending - 1);
        return true;
    }

    public bool HasFront => _front.Count != 0;

    /// <summary>The actor ends: whatever is left, the oldest first.</summary>
    public bool TryTakeAny(out Envelope envelope)
    {
        if (!_front.TryDequeue(out envelope) && !_aside.TryDequeue(out envelope)) return false;
        Atomic.Write(ref _pending, _pending - 1);
        return true;
    }
}
