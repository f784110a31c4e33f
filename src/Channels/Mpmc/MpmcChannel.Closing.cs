using Channels.Atomics;
using Channels.Waiting;

namespace Channels;

// Who is there, and the end.
internal sealed partial class MpmcChannel<T>
{
    // Stands in _closeReason for a close without an error.
    private static readonly Exception CleanClose = new InvalidOperationException("closed");

    // Null while open; written once, under the gate, and read anywhere.
    private Exception? _closeReason;

    // Whether it is closed, drained, and no permit is open; written once, under the gate, and read anywhere.
    private bool _isEnded;

    // Whether what it held was taken out: what permits still bring is for nobody. Guarded by the gate.
    private bool _isDiscarded;

    // Made when somebody asks for them.
    private LazyCompletion _closed;
    private LazyCompletion _completion;

    // Handles alive; at 0 the channel is closed and the count stays there.
    private int _senders = 1;
    private int _receivers = 1;

    public bool IsClosed => Atomic.Read(ref _closeReason) is not null;

    public Exception? Error => Atomic.Read(ref _closeReason) is { } reason && !ReferenceEquals(reason, CleanClose) ? reason : null;

    public int SenderCount => Atomic.Read(ref _senders);

    public int ReceiverCount => Atomic.Read(ref _receivers);

    public Task Closed
    {
        get
        {
            // First the task is there, then we look; who closes does it the other way round, see Finish.
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
            if (Atomic.Read(ref _isEnded)) _completion.Finish(Error);
            return completion;
        }
    }

    public bool TryComplete(Exception? error)
    {
        Afterwards afterwards = default;
        using (_gate.Enter())
        {
            if (IsClosed) return false;
            Close(error, ref afterwards);
        }

        Finish(ref afterwards);
        return true;
    }

    public IReadOnlyList<T> CloseAndTake()
    {
        Afterwards afterwards = default;
        List<T> left = [];
        using (_gate.Enter())
        {
            if (!IsClosed) Close(null, ref afterwards);
            left.EnsureCapacity(_count);
            if (_heap is null)
            {
                while (_queue.TryDequeue(out T item)) left.Add(item);
            }
            else
            {
                _heap.PopAll(left);
            }

            _count = 0;
            _isDiscarded = true;
            EndIfDrained(ref afterwards);
        }

        Finish(ref afterwards);
        return left;
    }

    public bool TryAddSender() => TryAdd(ref _senders);

    public void RemoveSender()
    {
        if (Atomic.Decrement(ref _senders) == 0) TryComplete(null);
    }

    public bool TryAddReceiver() => TryAdd(ref _receivers);

    public void RemoveReceiver()
    {
        if (Atomic.Decrement(ref _receivers) == 0) Discarded.Dispose(CloseAndTake());
    }

    private static bool TryAdd(ref int handles)
    {
        while (true)
        {
            int alive = Atomic.Read(ref handles);
            // The last one is gone, and with it the channel: nobody comes back.
            if (alive == 0) return false;
            if (Atomic.CompareExchange(ref handles, alive + 1, alive) == alive) return true;
        }
    }

    /// <summary>Under the gate, of an open channel.</summary>
    private void Close(Exception? error, ref Afterwards afterwards)
    {
        Atomic.Write(ref _closeReason, error ?? CleanClose);
        _limit = -1;
        afterwards.IsClosed = true;
        FailAll(ref _writers, ref afterwards);
        FailAll(ref _writeHints, ref afterwards);
        EndIfDrained(ref afterwards);
    }

    private static void FailAll(ref WaiterLine<WriteWaiter<T>> line, ref Afterwards afterwards)
    {
        while (line.TakeFirst() is { } writer)
        {
            writer.TellClosed();
            afterwards.Woken.Add(writer);
        }
    }

    /// <summary>Under the gate: what may have been the last value, or the last permit, is gone.</summary>
    private void EndIfDrained(ref Afterwards afterwards)
    {
        if (_count != 0 || (_reserved != 0 && !_isDiscarded) || !IsClosed || _isEnded) return;
        Atomic.Write(ref _isEnded, true);
        afterwards.IsEnded = true;
        EndAll(ref _readers, ref afterwards);
        EndAll(ref _readHints, ref afterwards);
    }

    private static void EndAll(ref WaiterLine<ReadWaiter<T>> line, ref Afterwards afterwards)
    {
        while (line.TakeFirst() is { } reader)
        {
            reader.TellClosed();
            afterwards.Woken.Add(reader);
        }
    }
}
