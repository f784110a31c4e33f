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

    // The reader's; made when it first waits.
    private SingleReader<T>? _reader;

    // Null while open. The first to set it decides what the channel was closed with.
    private Exception? _closeReason;

    // Made when somebody asks for Completion.
    private LazyCompletion _completion;

    // Senders alive; at 0 the channel is closed and the count stays there.
    private int _senders = 1;

    /// <summary>What the channel was closed with; null while open and after a clean close.</summary>
    public Exception? Error => Atomic.Read(ref _closeReason) is { } reason && !ReferenceEquals(reason, CleanClose) ? reason : null;

    internal override Exception? CloseError => Error;

    public int SenderCount => Atomic.Read(ref _senders);

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

    /// <summary>Takes the next value; the reader's alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRead(out T item)
    {
        if (!TryDequeue(out item)) return false;
        // Pairs with the process-wide barrier in TryComplete.
        Interleave.Point();
        if (_closeReason is not null) CompleteIfDrained();
        return true;
    }

    public ReadStatus StatusOfEmpty() =>
        // Closed first, then empty: a value that was written before the close is seen by the second look.
        !IsClosed ? ReadStatus.Empty : TryPeek(out _) ? ReadStatus.Empty : ReadStatus.Closed;

    public ValueTask<T> ReadAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<T>(cancellationToken);
        if (TryRead(out T item)) return new ValueTask<T>(item);

        SingleReader<T> reader = ReaderAboutToWait();
        reader.PrepareRead();
        while (true)
        {
            switch (Park())
            {
                case ParkStatus.Parked:
                    return reader.ReadAsync(cancellationToken);
                case ParkStatus.Closed:
                    return Closing.Read<T>(Error);
            }

            if (TryRead(out item)) return new ValueTask<T>(item);
        }
    }

    public ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<bool>(cancellationToken);

        SingleReader<T> reader = ReaderAboutToWait();
        reader.PrepareWaitToRead();
        return Park() switch
        {
            ParkStatus.HasItems => new ValueTask<bool>(true),
            ParkStatus.Parked => reader.WaitToReadAsync(cancellationToken),
            _ => Closing.Wait(Error),
        };
    }

    public ValueTask WriteAsync(T item, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled(cancellationToken);
        WriteStatus status = TryEnqueue(item);
        if (status == WriteStatus.Written) return default;
        if (status == WriteStatus.Full && Writers.WriteAsync(item, cancellationToken) is { } wait) return wait;
        return Closing.Write(Error);
    }

    public ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<bool>(cancellationToken);
        if (IsClosed) return Closing.Wait(Error);
        if (Capacity is null) return new ValueTask<bool>(true);
        return Writers.WaitAsync(cancellationToken) ?? Closing.Wait(Error);
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

    public bool TryAddSender()
    {
        while (true)
        {
            int senders = SenderCount;
            if (senders == 0) return false;
            if (Atomic.CompareExchange(ref _senders, senders + 1, senders) == senders) return true;
        }
    }

    public void RemoveSender()
    {
        if (Atomic.Decrement(ref _senders) == 0) TryComplete(null);
    }

    protected override void Wake(bool isClosed) => _reader!.Wake(isClosed ? ReaderOutcome.Closed : ReaderOutcome.Item);

    void IReadSource<T>.Repark()
    {
        // Whoever has the duty to wake the reader may do what the sleeping reader would: look again, and park again.
        switch (Park())
        {
            case ParkStatus.HasItems:
                Wake(isClosed: false);
                break;
            case ParkStatus.Closed:
                Wake(isClosed: true);
                break;
        }
    }

    private SingleReader<T> ReaderAboutToWait()
    {
        SingleReader<T> reader = _reader ??= new SingleReader<T>(this);
        // Not IsParked: who wakes the reader clears that a moment before the wait is over.
        return reader.IsWaiting ? throw SingleReaderErrors.SecondReader() : reader;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CompleteIfDrained()
    {
        if (!IsClosed || Enqueued != Dequeued) return;
        // The reader's position moved without a fence. Completion publishes its task and then looks at that position, we
        // look for the task: one of the two must see the other, or the task would never end.
        Atomic.Fence();
        _completion.Finish(Error);
    }
}
