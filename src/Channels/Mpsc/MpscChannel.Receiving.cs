using System.Runtime.CompilerServices;
using Channels.Atomics;
using Channels.Waiting;

namespace Channels;

internal sealed partial class MpscChannel<T>
{
    // The reader's; made when it first waits.
    private SingleReader<T>? _reader;

    private bool _hasReceiver = true;

    // Whether the reader is at the ring. Its own, plainly stored around each look; the discarder waits for it to be false.
    private bool _isReading;

    // How many who have the duty to wake the reader look at the ring in its place.
    private int _reparking;

    // True once what the channel holds is the discarder's; the exchange in CloseAndTake lets one have it.
    private bool _isDiscarded;

    public int ReceiverCount => Atomic.Read(ref _hasReceiver) ? 1 : 0;

    bool IReadSource<T>.IsDiscarded => Atomic.Read(ref _isDiscarded);

    /// <summary>Takes the next value; the reader's alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRead(out T item)
    {
        // First the mark, then the look. The discarder says that it takes over, has a process-wide barrier, and then looks
        // for the mark: either we see that, or it sees the mark and waits for us.
        Atomic.Write(ref _isReading, true);
        if (Atomic.Read(ref _isDiscarded) || !TryTake(out item))
        {
            Atomic.Write(ref _isReading, false);
            item = default!;
            return false;
        }

        // Before anybody's wait is completed: what then runs may be a discarder, on this thread.
        Atomic.Write(ref _isReading, false);
        AdmitWaiting();
        // Pairs with the process-wide barrier in TryComplete.
        Interleave.Point();
        if (_closeReason is not null) CompleteIfDrained();
        return true;
    }

    ReadStatus IReceivingSide<T>.TryRead(out T item) => TryRead(out item) ? ReadStatus.Read : StatusOfEmpty();

    bool IReceivingSide<T>.TryPeek(out T item)
    {
        // As in TryRead.
        Atomic.Write(ref _isReading, true);
        item = default!;
        bool isThere = !Atomic.Read(ref _isDiscarded) && TryPeek(out item);
        Atomic.Write(ref _isReading, false);
        return isThere;
    }

    public int TryReadMany(Span<T> destination)
    {
        int taken = 0;
        while (taken < destination.Length)
        {
            int ready = ReadReady(destination[taken..]);
            // The next value may lie in another ring, or be a moment away.
            if (ready == 0 && !TryRead(out destination[taken])) break;
            taken += Math.Max(ready, 1);
        }

        return taken;
    }

    /// <summary>What <see cref="TryRead"/> does, for all that lies ready in one ring.</summary>
    private int ReadReady(Span<T> destination)
    {
        Atomic.Write(ref _isReading, true);
        int taken = Atomic.Read(ref _isDiscarded) ? 0 : TakeMany(destination);
        Atomic.Write(ref _isReading, false);
        if (taken == 0) return 0;
        AdmitWaiting();
        Interleave.Point();
        if (_closeReason is not null) CompleteIfDrained();
        return taken;
    }

    public ValueTask<T> ReadAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<T>(cancellationToken);
        if (TryRead(out T item)) return new ValueTask<T>(item);

        SingleReader<T> reader = ReaderAboutToWait();
        reader.PrepareRead();
        while (true)
        {
            switch (ParkReader())
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
        return ParkReader() switch
        {
            ParkStatus.HasItems => new ValueTask<bool>(true),
            ParkStatus.Parked => reader.WaitToReadAsync(cancellationToken),
            _ => Closing.Wait(Error),
        };
    }

    public bool TryAddReceiver() => false;

    public void RemoveReceiver()
    {
        Atomic.Write(ref _hasReceiver, false);
        Discarded.Dispose(CloseAndTake());
    }

    /// <summary>Takes over from the reader, from any thread, also while it reads; for it the channel is at its end then.</summary>
    public IReadOnlyList<T> CloseAndTake()
    {
        TryComplete(null);
        if (Atomic.Exchange(ref _isDiscarded, true)) return [];
        if (HasWriters) Writers.Discard();
        // What was drained and gets nothing more has nothing to take over; the barrier below costs microseconds.
        if (IsSealed && Enqueued == Dequeued) return [];

        // Pairs with the mark in TryRead, which has no fence of its own.
        Interlocked.MemoryBarrierProcessWide();
        AwaitReader();
        List<T> left = [];
        while (TryDequeue(out T item)) left.Add(item);
        // Open permits have kept the ring open, and so the reader asleep.
        if (TryUnpark()) Wake(isClosed: true);
        CompleteIfDrained();
        return left;
    }

    protected override void Wake(bool isClosed) => _reader!.Wake(isClosed ? ReaderOutcome.Closed : ReaderOutcome.Item);

    void IReadSource<T>.Repark()
    {
        // Whoever has the duty to wake the reader may do what the sleeping reader would: look again, and park again. It has
        // a mark of its own: once it has parked, the reader may be woken, and read, before this thread goes on. The full
        // fence of the count does what the barrier does for the reader.
        Atomic.Increment(ref _reparking);
        ParkStatus status = Atomic.Read(ref _isDiscarded) ? ParkStatus.Closed : Park();
        Atomic.Decrement(ref _reparking);
        switch (status)
        {
            case ParkStatus.HasItems:
                Wake(isClosed: false);
                break;
            case ParkStatus.Closed:
                Wake(isClosed: true);
                break;
        }
    }

    private ReadStatus StatusOfEmpty()
    {
        if (Atomic.Read(ref _isDiscarded)) return ReadStatus.Closed;
        // Closed first, then empty: a value that was written before the close is seen by the second look.
        return !IsSealed || ((IReceivingSide<T>)this).TryPeek(out _) ? ReadStatus.Empty : ReadStatus.Closed;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ParkStatus ParkReader()
    {
        // As in TryRead. The wait has not been handed out yet, so nobody reads, woken, before the mark is gone.
        Atomic.Write(ref _isReading, true);
        ParkStatus status = Atomic.Read(ref _isDiscarded) ? ParkStatus.Closed : Park();
        Atomic.Write(ref _isReading, false);
        return status;
    }

    private SingleReader<T> ReaderAboutToWait()
    {
        SingleReader<T> reader = _reader ??= new SingleReader<T>(this);
        // Not IsParked: who wakes the reader clears that a moment before the wait is over.
        return reader.IsWaiting ? throw SingleReaderErrors.SecondReader() : reader;
    }

    /// <summary>Waits out the few instructions that a reader spends at the ring.</summary>
    private void AwaitReader()
    {
        SpinWait spin = default;
        while (Atomic.Read(ref _isReading) || Atomic.Read(ref _reparking) != 0)
        {
            Interleave.Block(() => !Volatile.Read(ref _isReading) && Volatile.Read(ref _reparking) == 0);
            spin.SpinOnce(sleep1Threshold: -1);
        }
    }
}
