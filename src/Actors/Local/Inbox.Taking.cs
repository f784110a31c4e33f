using System.Runtime.CompilerServices;
using Actors.Messaging;
using Channels;
using Channels.Atomics;

namespace Actors.Local;

/// <summary>The actor's side of its inbox: all of it the turn's alone.</summary>
internal abstract partial class Inbox
{
    /// <summary>What was taken and is left, if ever there was more than one message.</summary>
    protected Backlog? TakenBacklog => _backlog;

    /// <summary>Takes the oldest message, or puts the actor to sleep.</summary>
    /// <returns>After <see cref="ParkStatus.Parked"/> the turn must not touch the inbox: another may be running.</returns>
    protected ParkStatus TakeOrPark(out Envelope envelope)
    {
        Backlog? backlog = _backlog;
        if (backlog is not null && backlog.TryTake(out envelope))
        {
            backlog.IsHandling = true;
            return ParkStatus.HasItems;
        }

        return TryTakeFirst(out envelope) ? ParkStatus.HasItems : TakeRestOrPark(out envelope);
    }

    /// <summary>Takes the oldest message, which will not be handled; false if there is none.</summary>
    public bool TryTake(out Envelope envelope)
    {
        if (_queue is not null)
        {
            Enter();
            return TryTakeFromQueue(out envelope, isToBeHandled: false);
        }

        while (true)
        {
            if (_backlog is { } backlog && backlog.TryTake(out envelope)) return true;
            if (TryTakeFirst(out envelope))
            {
                _firstState = IsDone;
                return true;
            }

            Enter();
            bool isTaken = TryTakeRestLocked(out envelope);
            if (_backlog is not null) _backlog.IsHandling = false;
            bool isEmpty = _count == 0;
            Leave();
            if (isTaken || isEmpty) return isTaken;
        }
    }

    /// <summary>The message that was taken is done with, one way or the other; said before the turn does something else than take the next.</summary>
    protected void EndHandling()
    {
        if (_firstState == IsHandled) Atomic.Write(ref _firstState, IsDone);
        Atomic.Write(ref _isHandling, false);
        if (_backlog is { } backlog) backlog.IsHandling = false;
    }

    /// <summary>A message is handled that was taken before.</summary>
    protected void BeginHandling() => Atomic.Write(ref _isHandling, true);

    protected void NoteDepth()
    {
        // No gate for a figure, unless it is a queue that has to be asked for it.
        int depth = _queue is null ? _count + (_backlog?.Left ?? 0) : Look().Waiting;
        if (depth > _highWater) _highWater = depth;
    }

    /// <summary>Takes the message in the first place, if it is there. No gate: senders leave that place alone until the count is 0 again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryTakeFirst(out Envelope envelope)
    {
        // Pairs with the write in Post.
        if (_firstState != Waits || Atomic.Read(ref _count) == 0)
        {
            envelope = default;
            return false;
        }

        _first.Take(out envelope);
        Atomic.Write(ref _firstState, IsHandled);
        return true;
    }

    private ParkStatus TakeRestOrPark(out Envelope envelope)
    {
        Backlog? backlog = _backlog;
        backlog?.PutAside();
        Enter();
        if (_queue is not null)
        {
            if (TryTakeFromQueueOrStay(out envelope)) return ParkStatus.HasItems;
        }
        else if (TryTakeRestLocked(out envelope))
        {
            Leave();
            return ParkStatus.HasItems;
        }
        else if (_count != 0)
        {
            // It came behind our back, into the first place.
            Leave();
            TryTakeFirst(out envelope);
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

    /// <summary>Takes what is behind the first message, which is done with; false if there is nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryTakeRestLocked(out Envelope envelope)
    {
        envelope = default;
        // A first message that nobody has looked at yet is there to be taken without us.
        if (_firstState == Waits) return false;

        int count = _count;
        _taken += count;
        _count = 0;
        _firstState = Waits;
        if (count == 1) return false;

        Backlog backlog = _backlog!;
        _head = _tail = backlog.Exchange(_head!, count - 1);
        _tailBegan = 1;
        return backlog.TryTake(out envelope);
    }
}
