using System.Diagnostics;
using Channels.Atomics;
using Channels.Buffers;
using Channels.Waiting;

namespace Channels;

/// <summary>What the senders and the receivers of a broadcast share: the values, who reads them, who waits, and the end.</summary>
/// <remarks>
/// Everything is under one gate. A write hands its value to each receiver that waits, and leaves it in the ring for the
/// others; lossless, the ring takes no more than its capacity and writers stand in line; lagging, the oldest value makes room.
/// </remarks>
internal sealed partial class BroadcastChannel<T>(int capacity, bool overwrites)
{
    // Each field below is guarded by it.
    private readonly Gate _gate = new();
    private readonly SharedRing<T> _ring = new(capacity);

    // Those who wait for room; nobody in a channel that overwrites.
    private WaiterLine<WriteWaiter<T>> _writers;

    // All receivers, and those of them that wait for a value: these have read everything.
    private Subscription<T>? _subscriptions;
    private Subscription<T>? _waiting;

    private int _senders = 1;
    private int _receivers;

    // Room that permits hold.
    private int _reserved;

    // Closed for good; without receivers it is closed as long as that lasts.
    private bool _isCompleted;
    private Exception? _error;

    // Made when somebody asks for Closed; given up when a receiver opens the channel again.
    private TaskCompletionSource? _closed;

    public int? Capacity => capacity;

    public int? FreeCapacity
    {
        get
        {
            using (_gate.Enter()) return Math.Max(0, capacity - _ring.Count - _reserved);
        }
    }

    public int Count
    {
        get
        {
            using (_gate.Enter()) return _ring.Count;
        }
    }

    public bool IsClosed
    {
        get
        {
            using (_gate.Enter()) return IsClosedLocked;
        }
    }

    // Written under the gate before the waits are completed that ask for it outside.
    public Exception? Error => Atomic.Read(ref _error);

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

    /// <summary>The gate, for a subscription that does its own part under it.</summary>
    internal Gate Gate => _gate;

    /// <summary>The values, under the gate.</summary>
    internal SharedRing<T> Ring => _ring;

    /// <summary>Whether there will be no more values: closed for good, and no permit is open. Under the gate.</summary>
    internal bool IsEndedLocked => _isCompleted && _reserved == 0;

    private bool IsClosedLocked => _isCompleted || _receivers == 0;

    // What is reserved has its room: a channel that overwrites always has some.
    private int RoomLocked => overwrites ? int.MaxValue : capacity - _ring.Count - _reserved;

    public bool TryComplete(Exception? error)
    {
        BroadcastAftermath<T> after = default;
        bool isFirst;
        using (_gate.Enter()) isFirst = CompleteLocked(error, ref after);
        after.Run();
        return isFirst;
    }

    public IReadOnlyList<T> CloseAndTake()
    {
        List<(T Item, bool WasRead)> taken = TakeRest();
        List<T> items = new(taken.Count);
        foreach (var (item, _) in taken) items.Add(item);
        return items;
    }

    public int CloseAndDiscard()
    {
        List<(T Item, bool WasRead)> taken = TakeRest();
        // What somebody has read is in use there, maybe: it is let go of, not disposed.
        List<T> unread = [];
        foreach (var (item, wasRead) in taken)
        {
            if (!wasRead) unread.Add(item);
        }

        Discarded.Dispose(unread);
        return taken.Count;
    }

    /// <summary>Counts a new receiver in, at <paramref name="position"/> or from now on; it opens a channel that had none.</summary>
    internal void AddLocked(Subscription<T> subscription, long? position)
    {
        subscription.Position = position ?? _ring.Tail;
        _ring.Join(subscription.Position);
        subscription.Next = _subscriptions;
        if (_subscriptions is not null) _subscriptions.Previous = subscription;
        _subscriptions = subscription;
        // Whoever asks for Closed from now on asks about the time with this receiver.
        if (++_receivers == 1 && !_isCompleted) _closed = null;
    }

    internal void Remove(Subscription<T> subscription)
    {
        BroadcastAftermath<T> after = default;
        using (_gate.Enter())
        {
            if (subscription.IsGone) return;
            RemoveLocked(subscription, ref after);
            SettleLocked(ref after);
        }

        after.Run();
    }

    internal int Evict(int unread)
    {
        if (unread < 1 || unread > capacity)
            throw new ArgumentOutOfRangeException(nameof(unread), unread, $"A receiver has from 0 to {capacity} values unread, and one with 0 is not behind. Give 1 to {capacity}.");

        BroadcastAftermath<T> after = default;
        int evicted = 0;
        using (_gate.Enter())
        {
            Subscription<T>? next = _subscriptions;
            while (next is { } subscription)
            {
                next = subscription.Next;
                int behind = (int)(_ring.Tail - Math.Max(subscription.Position, _ring.Head));
                if (behind < unread) continue;
                subscription.Eviction = new ReceiverEvictedException(behind);
                RemoveLocked(subscription, ref after);
                evicted++;
            }

            SettleLocked(ref after);
        }

        after.Run();
        return evicted;
    }

    /// <summary>A receiver has nothing to read and waits.</summary>
    internal void AddWaitingLocked(Subscription<T> subscription)
    {
        subscription.NextWaiting = _waiting;
        if (_waiting is not null) _waiting.PreviousWaiting = subscription;
        _waiting = subscription;
    }

    internal void RemoveWaitingLocked(Subscription<T> subscription)
    {
        if (subscription.PreviousWaiting is null) _waiting = subscription.NextWaiting;
        else subscription.PreviousWaiting.NextWaiting = subscription.NextWaiting;
        if (subscription.NextWaiting is not null) subscription.NextWaiting.PreviousWaiting = subscription.PreviousWaiting;
        subscription.NextWaiting = subscription.PreviousWaiting = null;
    }

    /// <summary>A reader has moved on: the value it read goes if it was the last to read it, and who waits for the room comes in.</summary>
    internal void PassedLocked(ref BroadcastAftermath<T> after)
    {
        if (_ring.TryDropPassed(out _, out _)) AdmitLocked(ref after);
    }

    private bool CompleteLocked(Exception? error, ref BroadcastAftermath<T> after)
    {
        if (_isCompleted) return false;
        _isCompleted = true;
        Atomic.Write(ref _error, error);
        ShutLocked(ref after);
        if (_reserved == 0) EndLocked(ref after);
        return true;
    }

    /// <summary>Nobody gets in any more, for good or until there is a receiver again.</summary>
    private void ShutLocked(ref BroadcastAftermath<T> after)
    {
        while (_writers.TakeFirst() is { } writer)
        {
            writer.TellClosed();
            after.Wakes.Add(writer);
        }

        after.Closed = _closed;
    }

    /// <summary>There will be no more values: receivers that have read everything are told.</summary>
    private void EndLocked(ref BroadcastAftermath<T> after)
    {
        while (_waiting is { } waiting) waiting.TellClosedLocked(ref after.Wakes);
        for (Subscription<T>? subscription = _subscriptions; subscription is not null; subscription = subscription.Next)
        {
            if (subscription.IsDrainedLocked) (after.Ended ??= []).Add(subscription);
        }
    }

    private List<(T Item, bool WasRead)> TakeRest()
    {
        BroadcastAftermath<T> after = default;
        List<(T Item, bool WasRead)> taken;
        using (_gate.Enter())
        {
            CompleteLocked(null, ref after);
            taken = _ring.TakeAll();
            after.Ended = null;
            if (IsEndedLocked) EndLocked(ref after);
        }

        after.Run();
        return taken;
    }

    private void RemoveLocked(Subscription<T> subscription, ref BroadcastAftermath<T> after)
    {
        subscription.IsGone = true;
        subscription.TellClosedLocked(ref after.Wakes);
        (after.Ended ??= []).Add(subscription);
        _ring.Leave(subscription.Position);
        if (subscription.Previous is null) _subscriptions = subscription.Next;
        else subscription.Previous.Next = subscription.Next;
        if (subscription.Next is not null) subscription.Next.Previous = subscription.Previous;
        subscription.Next = subscription.Previous = null;
        _receivers--;
    }

    /// <summary>Receivers have left: what only they had not read goes, and whoever waited for them comes in, or hears that there is nobody left.</summary>
    private void SettleLocked(ref BroadcastAftermath<T> after)
    {
        while (_ring.TryDropPassed(out T item, out bool wasRead))
        {
            if (!wasRead) after.Drop(item);
        }

        if (_receivers != 0)
        {
            AdmitLocked(ref after);
            return;
        }

        Debug.Assert(_ring.Count == 0, "without receivers there is nothing to read");
        if (!_isCompleted) ShutLocked(ref after);
    }
}
