using System.Runtime.CompilerServices;
using Channels.Atomics;
using Channels.Waiting;

namespace Channels;

/// <summary>What the senders and the receiver of an MPSC channel share: the queue, the reader's wait, the count of senders and the end.</summary>
internal sealed partial class MpscChannel<T>(int? capacity) : MpscQueue<T>(capacity, InitialSlots), IReadSource<T>, ISendingSide<T>, IReceivingSide<T>
{
    private const int InitialSlots = 8;

    // Stands in _closeReason for a close without an error.
    private static readonly Exception CleanClose = new InvalidOperationException("closed");

    // Null while open. The first to set it decides what the channel was closed with.
    private Exception? _closeReason;

    // Made when somebody asks for Completion, and for Closed.
    private LazyCompletion _completion;
    private LazyCompletion _closed;

    /// <summary>What the channel was closed with; null while open and after a clean close.</summary>
    public Exception? Error => Atomic.Read(ref _closeReason) is { } reason && !ReferenceEquals(reason, CleanClose) ? reason : null;

    internal override Exception? CloseError => Error;

    public int? FreeCapacity => Capacity is { } capacity ? Math.Max(0, capacity - Count - Reserved) : null;

    public Task Completion
    {
        get
        {
            // First the task is there, then we look at the end: a reader that drained the channel just before would have
            // found nobody to tell.
            Task completion = _completion.Task;
            if (Atomic.Read(ref _closeReason) is not null) CompleteIfDrained();
            return completion;
        }
    }

    public Task Closed
    {
        get
        {
            // Published before the look at the word; who closes moves the word and then looks for this.
            Task closed = _closed.Task;
            if (IsClosed) _closed.Finish(null);
            return closed;
        }
    }

    public bool TryComplete(Exception? error)
    {
        bool isFirst = Atomic.CompareExchange(ref _closeReason, error ?? CleanClose, null) is null;
        // Whoever is not first helps, so that the channel is closed when its call returns, too.
        if (!Close()) return isFirst;
        _closed.Finish(null);

        if (Count != 0)
        {
            // A reader that is taking the last value moves its position and then looks at _closeReason, without a fence
            // in between. This is the fence: after it either we see the position moved, or the reader sees the reason.
            Interlocked.MemoryBarrierProcessWide();
        }

        CompleteIfDrained();
        return isFirst;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CompleteIfDrained()
    {
        // The reader's position moved without a fence. Completion publishes its task and then looks at that position, we
        // look for the task; the last permit closes the ring and then looks at that position, we look at the ring. One of
        // the two must see the other, or the task would never end.
        Atomic.Fence();
        if (!IsSealed || Enqueued != Dequeued) return;
        _completion.Finish(Error);
    }
}
