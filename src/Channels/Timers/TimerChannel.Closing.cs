using Channels.Atomics;
using Channels.Waiting;

namespace Channels;

// Who is there, the end, and what is done outside the gate.
internal sealed partial class TimerChannel<T>
{
    // Stands in _closeReason for a close without an error.
    private static readonly Exception CleanClose = new InvalidOperationException("closed");

    // Null while open; written once, under the gate, and read anywhere.
    private Exception? _closeReason;

    private LazyCompletion _closed;
    private LazyCompletion _completion;
    private WaiterPool<TimerRead<T>> _reads;
    private WaiterPool<TimerReadHint<T>> _hintReads;

    // Handles alive; at 0 the channel is closed and the count stays there.
    private int _receivers = 1;

    /// <summary>The one instant that it holds; none of a timer that never fires.</summary>
    public int? Capacity => _timer is null ? 0 : 1;

    /// <summary>None, for nobody writes to a timer.</summary>
    public int? FreeCapacity => 0;

    public int Count => TryPeek(out _) ? 1 : 0;

    public bool IsClosed => Atomic.Read(ref _closeReason) is not null;

    public Exception? Error => Atomic.Read(ref _closeReason) is { } reason && !ReferenceEquals(reason, CleanClose) ? reason : null;

    public int SenderCount => 0;

    public int ReceiverCount => Atomic.Read(ref _receivers);

    public Task Closed
    {
        get
        {
            // First the task is there, then we look; who closes does it the other way round, in Finish.
            Task closed = _closed.Task;
            if (IsClosed) _closed.Finish(null);
            return closed;
        }
    }

    public Task Completion
    {
        get
        {
            // As above.
            Task completion = _completion.Task;
            bool isEnded;
            using (_gate.Enter()) isEnded = IsEnded;
            if (isEnded) _completion.Finish(Error);
            return completion;
        }
    }

    /// <summary>Under the gate: whether nothing will come any more.</summary>
    private bool IsEnded => IsClosed && _due is null;

    public bool TryComplete(Exception? error)
    {
        TimeSpan now = Now;
        Afterwards afterwards = default;
        using (_gate.Enter())
        {
            now = Latest(now);
            if (IsClosed) return false;
            // An instant that is due stays to be read.
            if (!IsDue(now)) _due = null;
            Atomic.Write(ref _closeReason, error ?? CleanClose);
            Serve(now, ref afterwards);
        }

        Finish(ref afterwards);
        return true;
    }

    public IReadOnlyList<T> CloseAndTake()
    {
        TryComplete(null);
        return TryRead(out T item) == ReadStatus.Read ? [item] : [];
    }

    public bool TryAddReceiver()
    {
        while (true)
        {
            int alive = Atomic.Read(ref _receivers);
            // The last one is gone, and with it the timer: nobody comes back.
            if (alive == 0) return false;
            if (Atomic.CompareExchange(ref _receivers, alive + 1, alive) == alive) return true;
        }
    }

    public void RemoveReceiver()
    {
        if (Atomic.Decrement(ref _receivers) == 0) Discarded.Dispose(CloseAndTake());
    }

    internal void Recycle(TimerRead<T> waiter) => _reads.Return(waiter, _gate);

    internal void Recycle(TimerReadHint<T> waiter) => _hintReads.Return(waiter, _gate);

    private void Finish(ref Afterwards afterwards)
    {
        // The clock and whoever waits are others' code: outside the gate.
        if (afterwards.SetTo is { } left) _timer?.Change(left, Timeout.InfiniteTimeSpan);
        if (afterwards.IsEnded) _timer?.Dispose();
        if (afterwards.IsClosed) _closed.Finish(null);
        afterwards.Woken.Finish();
        if (afterwards.IsEnded) _completion.Finish(Error);
    }

    /// <summary>What was decided under the gate and is done outside.</summary>
    private struct Afterwards
    {
        public WaiterChain Woken;
        public TimeSpan? SetTo;
        public bool IsClosed;
        public bool IsEnded;
    }
}
