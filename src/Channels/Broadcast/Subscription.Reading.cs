using Channels.Waiting;

namespace Channels;

/// <summary>A receiver's side of a broadcast: where it stands and its one wait.</summary>
/// <typeparam name="T">What is written.</typeparam>
/// <typeparam name="TItem">What is read: the value, or the value among gaps.</typeparam>
internal abstract class Subscription<T, TItem>(BroadcastChannel<T> channel) : Subscription<T>(channel), IReceivingSide<TItem>, ISelectableReads<TItem>
{
    // The wait that is pending, at most one. Guarded by the channel's gate.
    private WaiterLine<ReadWaiter<TItem>> _line;

    // The two kinds of wait, which are used again.
    private WaiterPool<BroadcastRead<T, TItem>> _reads;
    private WaiterPool<BroadcastReadHint<T, TItem>> _hints;

    private LazyCompletion _completion;

    public int? Capacity => Channel.Capacity;

    public int? FreeCapacity => Channel.FreeCapacity;

    public int Count
    {
        get
        {
            using (Channel.Gate.Enter()) return IsGone ? 0 : CountLocked;
        }
    }

    public bool IsClosed => Channel.IsClosed;

    // The eviction is written under the gate before a wait is completed that asks for it.
    public Exception? Error => Eviction ?? Channel.Error;

    public int SenderCount => Channel.SenderCount;

    public int ReceiverCount => Channel.ReceiverCount;

    public Task Closed => Channel.Closed;

    public Task Completion
    {
        get
        {
            // First the task is there, then we look, under the gate: whoever ends it decides that under the gate as well.
            Task completion = _completion.Task;
            bool isOver;
            using (Channel.Gate.Enter()) isOver = IsOverLocked;
            if (isOver) FinishCompletion();
            return completion;
        }
    }

    /// <summary>How many reads would succeed now.</summary>
    protected abstract int CountLocked { get; }

    private bool IsOverLocked => IsGone || (Channel.IsEndedLocked && IsDrainedLocked);

    public ReadStatus TryRead(out TItem item)
    {
        BroadcastAftermath<T> after = default;
        ReadStatus status;
        bool isOver;
        using (Channel.Gate.Enter())
        {
            status = ReadLocked(out item, ref after);
            isOver = status == ReadStatus.Read && IsOverLocked;
        }

        after.Run();
        if (isOver) FinishCompletion();
        return status;
    }

    public bool TryPeek(out TItem item)
    {
        using (Channel.Gate.Enter())
        {
            item = default!;
            return !IsGone && TryPeekLocked(out item);
        }
    }

    public ValueTask<TItem> ReadAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<TItem>(cancellationToken);
        BroadcastAftermath<T> after = default;
        BroadcastRead<T, TItem>? wait = null;
        TItem item;
        ReadStatus status;
        bool isOver;
        using (Channel.Gate.Enter())
        {
            status = ReadLocked(out item, ref after);
            isOver = status == ReadStatus.Read && IsOverLocked;
            if (status == ReadStatus.Empty)
            {
                ThrowIfWaitingLocked();
                WaitLocked(wait = _reads.Rent() ?? new BroadcastRead<T, TItem>(this));
            }
        }

        after.Run();
        if (isOver) FinishCompletion();
        if (wait is not null) return new ValueTask<TItem>(wait, wait.Begin(cancellationToken));
        return status == ReadStatus.Read ? new ValueTask<TItem>(item) : Closing.Read<TItem>(Error);
    }

    public ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<bool>(cancellationToken);
        BroadcastReadHint<T, TItem> wait;
        using (Channel.Gate.Enter())
        {
            // A wait that is pending is refused company, whatever there may be to read a moment later.
            ThrowIfWaitingLocked();
            if (!IsGone && TryPeekLocked(out _)) return new ValueTask<bool>(true);
            if (IsOverLocked) return Closing.Wait(Error);
            WaitLocked(wait = _hints.Rent() ?? new BroadcastReadHint<T, TItem>(this));
        }

        return new ValueTask<bool>(wait, wait.Begin(cancellationToken));
    }

    public int TryReadMany(Span<TItem> destination)
    {
        BroadcastAftermath<T> after = default;
        int taken = 0;
        bool isOver;
        using (Channel.Gate.Enter())
        {
            while (taken < destination.Length && ReadLocked(out destination[taken], ref after) == ReadStatus.Read) taken++;
            isOver = taken != 0 && IsOverLocked;
        }

        after.Run();
        if (isOver) FinishCompletion();
        return taken;
    }

    public bool TryComplete(Exception? error) => Channel.TryComplete(error);

    public abstract IReadOnlyList<TItem> CloseAndTake();

    public int CloseAndDiscard() => Channel.CloseAndDiscard();

    // Its handle clones it itself, for a clone has a place of its own.
    public bool TryAddReceiver() => false;

    public void RemoveReceiver() => Channel.Remove(this);

    public override void FinishCompletion() => _completion.Finish(Error);

    public override bool TryServeLocked(T item, ref WaiterChain wakes)
    {
        Channel.RemoveWaitingLocked(this);
        // None: a select that has taken something else already.
        if (_line.TakeFirst() is not { } wait) return false;
        wakes.Add(wait);
        if (wait.IsHint)
        {
            wait.TellLook();
            return false;
        }

        Position++;
        wait.HandOver(Wrap(item));
        return true;
    }

    public override void TellClosedLocked(ref WaiterChain wakes)
    {
        if (_line.IsEmpty) return;
        Channel.RemoveWaitingLocked(this);
        if (_line.TakeFirst() is not { } wait) return;
        wait.TellClosed();
        wakes.Add(wait);
    }

    public bool TryEnlistRead(ReadWaiter<TItem> waiter)
    {
        using (Channel.Gate.Enter())
        {
            ThrowIfWaitingLocked();
            if (IsOverLocked || TryPeekLocked(out _)) return false;
            WaitLocked(waiter);
            return true;
        }
    }

    public void DelistRead(ReadWaiter<TItem> waiter) => TryLeave(waiter);

    /// <summary>Takes a wait out; false if it was taken out before.</summary>
    internal bool TryLeave(ReadWaiter<TItem> waiter)
    {
        using (Channel.Gate.Enter())
        {
            if (!_line.Remove(waiter)) return false;
            Channel.RemoveWaitingLocked(this);
            return true;
        }
    }

    internal void Recycle(BroadcastRead<T, TItem> wait) => _reads.Return(wait, Channel.Gate);

    internal void Recycle(BroadcastReadHint<T, TItem> wait) => _hints.Return(wait, Channel.Gate);

    /// <summary>Takes a value, or a gap, and moves on.</summary>
    protected abstract bool TryTakeLocked(out TItem item, ref BroadcastAftermath<T> after);

    protected abstract bool TryPeekLocked(out TItem item);

    protected abstract TItem Wrap(T item);

    /// <summary>Puts <paramref name="clone"/> where this one stands.</summary>
    protected void JoinHere(Subscription<T> clone)
    {
        using (Channel.Gate.Enter())
        {
            if (Eviction is { } eviction) throw new ReceiverEvictedException(eviction.Unread);
            ObjectDisposedException.ThrowIf(IsGone, typeof(Receiver<TItem>));
            Channel.AddLocked(clone, Position);
        }
    }

    /// <summary>Puts <paramref name="subscription"/> at the end.</summary>
    protected static void JoinNow(Subscription<T> subscription)
    {
        using (subscription.Channel.Gate.Enter()) subscription.Channel.AddLocked(subscription, null);
    }

    private ReadStatus ReadLocked(out TItem item, ref BroadcastAftermath<T> after)
    {
        item = default!;
        if (!IsGone && TryTakeLocked(out item, ref after)) return ReadStatus.Read;
        return IsOverLocked ? ReadStatus.Closed : ReadStatus.Empty;
    }

    private void WaitLocked(ReadWaiter<TItem> wait)
    {
        _line.Add(wait);
        Channel.AddWaitingLocked(this);
    }

    private void ThrowIfWaitingLocked()
    {
        if (!_line.IsEmpty) throw SingleReaderErrors.SecondReader();
    }
}
