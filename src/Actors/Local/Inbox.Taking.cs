using System.Runtime.CompilerServices;
using Actors.Messaging;
using Channels;
using Channels.Atomics;

namespace Actors.Local;

/// <summary>The actor's side of its inbox: all of it the turn's alone.</summary>
internal abstract partial class Inbox
{
    /// <summary>What was taken along with the first message, if anything ever was.</summary>
    protected Backlog? TakenBacklog => _backlog;

    /// <summary>Takes the oldest message, or puts the actor to sleep.</summary>
    /// <returns>After <see cref="ParkStatus.Parked"/> the turn must not touch the inbox: another may be running.</returns>
    protected ParkStatus TakeOrPark(out Envelope envelope)
    {
        Backlog? backlog = _backlog;
        if (backlog is not null)
        {
            if (backlog.TryTake(out envelope)) return ParkStatus.HasItems;

            backlog.PutAside();
        }

        Enter();
        if (TryTakeLocked(out envelope, out RoomWaiter? admitted))
        {
            _isHandling = true;
            Leave();
            if (admitted is not null) RoomWaiter.CompleteAll(admitted, WriteStatus.Written);
            return ParkStatus.HasItems;
        }

        _isHandling = false;
        if (backlog is not null) backlog.IsHandling = false;
        if ((_flags & Closed) != 0)
        {
            Leave();
            return ParkStatus.Closed;
        }

        // What a burst took goes back before the actor sleeps.
        EnvelopeBlock? large = _head is { Size: > EnvelopeBlock.SmallSize } ? _head : null;
        if (large is not null) _head = _tail = null;
        EnvelopeBlock? larger = backlog?.TakeLarge();
        _isAwake = false;
        Leave();
        if (large is not null) BlockPool.Return(large);
        if (larger is not null) BlockPool.Return(larger);
        return ParkStatus.Parked;
    }

    /// <summary>Takes the oldest message; false if there is none.</summary>
    public bool TryTake(out Envelope envelope)
    {
        if (_backlog is { } backlog)
        {
            if (backlog.TryTake(out envelope))
            {
                backlog.IsHandling = false;
                return true;
            }

            backlog.PutAside();
        }

        Enter();
        bool isTaken = TryTakeLocked(out envelope, out RoomWaiter? admitted);
        Leave();
        RoomWaiter.CompleteAll(admitted, WriteStatus.Written);
        return isTaken;
    }

    /// <summary>The message that was taken is done with, one way or the other; said before the turn does something else than take the next.</summary>
    protected void EndHandling()
    {
        Atomic.Write(ref _isHandling, false);
        if (_backlog is { } backlog) backlog.IsHandling = false;
    }

    protected void NoteDepth()
    {
        // No gate for a figure.
        int depth = (_queue?.Count ?? Atomic.Read(ref _count)) + (_backlog?.Left ?? 0);
        if (depth > _highWater) _highWater = depth;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryTakeLocked(out Envelope envelope, out RoomWaiter? admitted)
    {
        if (_queue is not null) return _queue.TryTake(out envelope, out admitted);

        admitted = null;
        envelope = _first;
        int count = _count;
        if (count == 0) return false;

        _first = default;
        _count = 0;
        _taken += count;
        if (count > 1)
        {
            _head = _tail = _backlog!.Exchange(_head!, count - 1);
            _tailBegan = 1;
        }

        return true;
    }
}
