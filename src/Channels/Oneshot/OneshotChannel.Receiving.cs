using System.Diagnostics;
using Channels.Atomics;
using Channels.Waiting;

namespace Channels;

internal sealed partial class OneshotChannel<T>
{
    // The reader's; made when it first waits.
    private SingleReader<T>? _reader;

    private bool _hasSender = true;
    private bool _hasReceiver = true;

    // Set before the value is taken back: a reader that was woken for it finds the end.
    private bool _isDiscarded;

    public int SenderCount => Atomic.Read(ref _hasSender) ? 1 : 0;

    public int ReceiverCount => Atomic.Read(ref _hasReceiver) ? 1 : 0;

    public bool TryRead(out T item)
    {
        item = default!;
        if (!HasValue(Atomic.Read(ref _word))) return false;
        // Two reads at once are a caller's mistake, but must not both get the value.
        if ((Atomic.Or(ref _word, Taken) & Taken) != 0) return false;
        item = _item;
        _item = default!;
        CompleteIfDrained();
        return true;
    }

    ReadStatus IReceivingSide<T>.TryRead(out T item) => TryRead(out item) ? ReadStatus.Read : StatusOfEmpty();

    public int TryReadMany(Span<T> destination) => destination.Length != 0 && TryRead(out destination[0]) ? 1 : 0;

    public bool TryPeek(out T item)
    {
        item = default!;
        if (!HasValue(Atomic.Read(ref _word))) return false;
        Interleave.Point();
        T seen = _item;
        // The second look comes with a full fence, after the copy: somebody else may be taking the value, and clearing it.
        if (!HasValue(Atomic.Or(ref _word, 0))) return false;
        item = seen;
        return true;
    }

    private ReadStatus StatusOfEmpty()
    {
        int word = Atomic.Read(ref _word);
        return (word & Closed) != 0 && !HasValue(word) ? ReadStatus.Closed : ReadStatus.Empty;
    }

    public ValueTask<T> ReadAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<T>(cancellationToken);
        if (TryRead(out T item)) return new ValueTask<T>(item);

        SingleReader<T> reader = ReaderAboutToWait();
        reader.PrepareRead();
        if (TryPark()) return reader.ReadAsync(cancellationToken);
        return TryRead(out item) ? new ValueTask<T>(item) : Closing.Read<T>(Error);
    }

    public ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<bool>(cancellationToken);
        if (Count != 0) return new ValueTask<bool>(true);

        SingleReader<T> reader = ReaderAboutToWait();
        reader.PrepareWaitToRead();
        if (TryPark()) return reader.WaitToReadAsync(cancellationToken);
        return Count != 0 ? new ValueTask<bool>(true) : Closing.Wait(Error);
    }

    public bool TryUnpark()
    {
        while (true)
        {
            int word = Atomic.Read(ref _word);
            if ((word & Parked) == 0) return false;
            if (Atomic.CompareExchange(ref _word, word & ~Parked, word) == word) return true;
        }
    }

    // A wait that was woken has found the value or the end, and after either nobody parks again: there is no later wait
    // whose duty a stale cancellation could take.
    void IReadSource<T>.Repark() => throw new UnreachableException();

    bool IReadSource<T>.IsDiscarded => Atomic.Read(ref _isDiscarded);

    public bool TryAddReceiver() => false;

    public void RemoveReceiver()
    {
        Atomic.Write(ref _hasReceiver, false);
        Discarded.Dispose(CloseAndTake());
    }

    public void RemoveSender()
    {
        Atomic.Write(ref _hasSender, false);
        TryComplete(null);
    }

    /// <summary>From any thread, also beside a reader: one of them gets the value.</summary>
    public IReadOnlyList<T> CloseAndTake()
    {
        TryComplete(null);
        Atomic.Write(ref _isDiscarded, true);
        return TryRead(out T item) ? [item] : [];
    }

    /// <summary>Announces that the reader waits; false when there is nothing left to wait for.</summary>
    private bool TryPark()
    {
        while (true)
        {
            int word = Atomic.Read(ref _word);
            if ((word & Closed) != 0) return false;
            if (Atomic.CompareExchange(ref _word, word | Parked, word) == word) return true;
        }
    }

    private SingleReader<T> ReaderAboutToWait()
    {
        SingleReader<T> reader = _reader ??= new SingleReader<T>(this);
        // Not Parked: who wakes the reader clears that a moment before the wait is over.
        return reader.IsWaiting ? throw SingleReaderErrors.SecondReader() : reader;
    }
}
