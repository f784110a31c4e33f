using Channels.Waiting;

namespace Channels;

// What Sender asks of it.
internal sealed partial class WatchChannel<T> : ISendingSide<T>
{
    private const string NothingToReserve = "A watch has no room to set aside: it takes every value at once, in place of the one it holds. Write it.";

    public int? Capacity => 1;

    // Whatever it holds is replaced.
    public int? FreeCapacity => 1;

    public int Count
    {
        get
        {
            using (_gate.Enter()) return _unseen != 0 && !_isDrained ? 1 : 0;
        }
    }

    public bool IsClosed
    {
        get
        {
            using (_gate.Enter()) return IsClosedLocked;
        }
    }

    public int SenderCount
    {
        get
        {
            using (_gate.Enter()) return _senders;
        }
    }

    public int ReceiverCount
    {
        get
        {
            using (_gate.Enter()) return _receivers;
        }
    }

    public Task Closed
    {
        get
        {
            TaskCompletionSource closed;
            bool isClosed;
            using (_gate.Enter())
            {
                closed = _closed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                isClosed = IsClosedLocked;
            }

            if (isClosed) closed.TrySetResult();
            return closed.Task;
        }
    }

    public WriteStatus TryWrite(T item)
    {
        WriteStatus status = ForceWrite(item, out _);
        return status == WriteStatus.Displaced ? WriteStatus.Written : status;
    }

    public ValueTask WriteAsync(T item, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled(cancellationToken);
        return TryWrite(item) == WriteStatus.Written ? default : Closing.Write(Error);
    }

    public ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<bool>(cancellationToken);
        return IsClosed ? Closing.Wait(Error) : new ValueTask<bool>(true);
    }

    public int TryWriteMany(ReadOnlySpan<T> items) =>
        // Each would replace the one before it, so nobody could tell whether those in between were written.
        items.IsEmpty || TryWrite(items[^1]) != WriteStatus.Written ? 0 : items.Length;

    public WriteStatus ForceWrite(T item, out T? displaced)
    {
        WaiterChain woken = default;
        using (_gate.Enter())
        {
            displaced = default;
            if (IsClosedLocked) return WriteStatus.Closed;
            displaced = PublishLocked(item, ref woken);
        }

        woken.Finish();
        return WriteStatus.Displaced;
    }

    public bool TryComplete(Exception? error) => Complete(error, isDrained: false);

    public IReadOnlyList<T> CloseAndTake()
    {
        Complete(null, isDrained: true);
        return [];
    }

    public bool TryAddSender()
    {
        using (_gate.Enter())
        {
            if (_senders == 0) return false;
            _senders++;
            return true;
        }
    }

    public void RemoveSender()
    {
        bool isLast;
        using (_gate.Enter()) isLast = --_senders == 0;
        if (isLast) TryComplete(null);
    }

    public WriteStatus TryReserve(int count) => throw new NotSupportedException(NothingToReserve);

    public ValueTask<bool> ReserveAsync(int count, CancellationToken cancellationToken) => throw new NotSupportedException(NothingToReserve);

    public void WriteReserved(T item) => throw new NotSupportedException(NothingToReserve);

    public void Unreserve(int count) => throw new NotSupportedException(NothingToReserve);

    private bool Complete(Exception? error, bool isDrained)
    {
        WaiterChain told = default;
        List<WatchSubscription<T>>? ended = null;
        TaskCompletionSource? closed;
        bool isFirst;
        using (_gate.Enter())
        {
            isFirst = !_isCompleted;
            if (isFirst)
            {
                _isCompleted = true;
                Atomics.Atomic.Write(ref _error, error);
            }

            _isDrained |= isDrained;
            closed = _closed;
            for (WatchSubscription<T>? next = _firstAttached; next is { } subscription;)
            {
                next = subscription.Next;
                if (subscription.TellEndLocked(ref told)) (ended ??= []).Add(subscription);
            }
        }

        closed?.TrySetResult();
        told.Finish();
        foreach (WatchSubscription<T> subscription in ended ?? []) subscription.FinishCompletion();
        return isFirst;
    }
}
