using Channels.Waiting;

namespace Channels;

/// <summary>One receiver's view of a <see cref="WatchChannel{T}"/>: which version it has seen, and its waits for another. Guarded by the channel's gate.</summary>
internal sealed class WatchSubscription<T>(WatchChannel<T> channel, long seen) : IReceivingSide<T>, ISelectableReads<T>, IAwaitedLine<T>
{
    private WaiterLine<ReadWaiter<T>> _reads;
    private WaiterLine<ReadWaiter<T>> _hints;
    private WaiterPool<AwaitedRead<T>> _readWaits;
    private WaiterPool<WatchHint<T>> _hintWaits;

    // Made when somebody asks for Completion; from then on the channel tells of its end.
    private LazyCompletion _completion;
    private bool _isCompletionAsked;
    private bool _isGone;

    public WatchChannel<T> Channel => channel;

    /// <summary>The version of the value that was seen last.</summary>
    public long Seen { get; set; } = seen;

    /// <summary>The neighbours among those who are told of changes, and whether it is one of them.</summary>
    public WatchSubscription<T>? Next { get; set; }

    public WatchSubscription<T>? Previous { get; set; }

    public bool IsAttached { get; set; }

    public int? Capacity => channel.Capacity;

    public int? FreeCapacity => channel.FreeCapacity;

    public int Count => HasUnseen ? 1 : 0;

    public bool IsClosed => channel.IsClosed;

    public Exception? Error => channel.Error;

    public int SenderCount => channel.SenderCount;

    public int ReceiverCount => channel.ReceiverCount;

    public Task Closed => channel.Closed;

    public Exception EndOfReads => Closing.ReadError(channel.Error);

    public bool HasUnseen
    {
        get
        {
            using (channel.Gate.Enter()) return channel.HasUnseenLocked(Seen);
        }
    }

    public Task Completion
    {
        get
        {
            // First the task is there, then we look at the end; who ends it looks for the task afterwards.
            Task completion = _completion.Task;
            bool hasEnded;
            using (channel.Gate.Enter())
            {
                hasEnded = HasEndedLocked;
                _isCompletionAsked = true;
                if (!hasEnded) channel.AttachLocked(this);
            }

            if (hasEnded) FinishCompletion();
            return completion;
        }
    }

    private bool HasEndedLocked => _isGone || (channel.IsCompletedLocked && !channel.HasUnseenLocked(Seen));

    public ReadStatus TryRead(out T item)
    {
        bool hasEnded;
        ReadStatus status;
        using (channel.Gate.Enter())
        {
            bool isThere = HasSomethingLocked;
            item = isThere ? channel.SeeLocked(this) : default!;
            hasEnded = HasEndedLocked;
            status = isThere ? ReadStatus.Read : hasEnded ? ReadStatus.Closed : ReadStatus.Empty;
        }

        if (hasEnded) FinishCompletion();
        return status;
    }

    /// <summary>The newest value, seen or not; it is seen from now on.</summary>
    public T ReadCurrent()
    {
        bool hasEnded;
        T value;
        using (channel.Gate.Enter())
        {
            // One that is gone is counted no longer among those who have seen or have not.
            value = _isGone ? channel.LookLocked() : channel.SeeLocked(this);
            hasEnded = HasEndedLocked;
        }

        if (hasEnded) FinishCompletion();
        return value;
    }

    public bool TryPeek(out T item)
    {
        using (channel.Gate.Enter())
        {
            bool isThere = HasSomethingLocked;
            item = isThere ? channel.LookLocked() : default!;
            return isThere;
        }
    }

    public int TryReadMany(Span<T> destination) =>
        destination.IsEmpty || TryRead(out destination[0]) != ReadStatus.Read ? 0 : 1;

    public ValueTask<T> ReadAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<T>(cancellationToken);
        AwaitedRead<T>? waiter = null;
        bool hasEnded;
        T item = default!;
        using (channel.Gate.Enter())
        {
            bool isThere = HasSomethingLocked;
            bool isOver = !isThere && HasEndedLocked;
            if (isThere) item = channel.SeeLocked(this);
            else if (!isOver) _reads.Add(waiter = _readWaits.Rent() ?? new AwaitedRead<T>(this));
            if (waiter is not null) channel.AttachLocked(this);
            if (isOver) return Closing.Read<T>(channel.Error);
            hasEnded = isThere && HasEndedLocked;
        }

        if (hasEnded) FinishCompletion();
        return waiter is null ? new ValueTask<T>(item) : waiter.AsRead(cancellationToken);
    }

    public ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<bool>(cancellationToken);
        WatchHint<T> waiter;
        using (channel.Gate.Enter())
        {
            if (HasSomethingLocked) return new ValueTask<bool>(true);
            if (HasEndedLocked) return Closing.Wait(channel.Error);
            _hints.Add(waiter = _hintWaits.Rent() ?? new WatchHint<T>(this));
            channel.AttachLocked(this);
        }

        return waiter.AsWait(cancellationToken);
    }

    /// <summary>Has the newest value count as not seen; whoever waits gets it.</summary>
    public void MarkChanged()
    {
        WaiterChain woken = default;
        using (channel.Gate.Enter())
        {
            if (!_isGone) channel.ForgetSeenLocked(this);
            if (HasSomethingLocked) TellChangedLocked(ref woken);
        }

        woken.Finish();
    }

    public bool TryComplete(Exception? error) => channel.TryComplete(error);

    public IReadOnlyList<T> CloseAndTake() => channel.CloseAndTake();

    // Its receiver clones by itself, for the clone has a version of its own.
    public bool TryAddReceiver() => false;

    public void RemoveReceiver()
    {
        WaiterChain told = default;
        TaskCompletionSource? closed;
        using (channel.Gate.Enter())
        {
            _isGone = true;
            TellEndLocked(ref told);
            closed = channel.RemoveReceiverLocked(this);
        }

        closed?.TrySetResult();
        told.Finish();
        FinishCompletion();
    }

    public bool TryEnlistRead(ReadWaiter<T> waiter)
    {
        using (channel.Gate.Enter())
        {
            if (HasSomethingLocked || HasEndedLocked) return false;
            LineOf(waiter).Add(waiter);
            channel.AttachLocked(this);
            return true;
        }
    }

    void ISelectableReads<T>.DelistRead(ReadWaiter<T> waiter) => DelistRead(waiter);

    public bool DelistRead(ReadWaiter<T> waiter)
    {
        using (channel.Gate.Enter())
        {
            if (!LineOf(waiter).Remove(waiter)) return false;
            DetachIfIdleLocked();
            return true;
        }
    }

    /// <summary>There is a value that this receiver has not seen: the first in line sees it, or all are told who only want to know. Under the gate.</summary>
    public void TellChangedLocked(ref WaiterChain woken)
    {
        if (_reads.TakeFirst() is { } read)
        {
            read.HandOver(channel.SeeLocked(this));
            woken.Add(read);
        }
        else
        {
            while (_hints.TakeFirst() is { } hint)
            {
                hint.TellLook();
                woken.Add(hint);
            }
        }

        DetachIfIdleLocked();
    }

    /// <summary>Tells those who wait of the end, if this receiver has come to it; true if so. Under the gate.</summary>
    public bool TellEndLocked(ref WaiterChain told)
    {
        if (!HasEndedLocked) return false;
        while ((_reads.TakeFirst() ?? _hints.TakeFirst()) is { } waiter)
        {
            waiter.TellClosed();
            told.Add(waiter);
        }

        channel.DetachLocked(this);
        return true;
    }

    public void FinishCompletion() => _completion.Finish(channel.Error);

    public void Recycle(AwaitedRead<T> waiter) => _readWaits.Return(waiter, channel.Gate);

    public void Recycle(WatchHint<T> waiter) => _hintWaits.Return(waiter, channel.Gate);

    private bool HasSomethingLocked => !_isGone && channel.HasUnseenLocked(Seen);

    private ref WaiterLine<ReadWaiter<T>> LineOf(ReadWaiter<T> waiter)
    {
        if (waiter.IsHint) return ref _hints;
        return ref _reads;
    }

    private void DetachIfIdleLocked()
    {
        if (!_isCompletionAsked && _reads.IsEmpty && _hints.IsEmpty) channel.DetachLocked(this);
    }
}
