using System.Diagnostics;
using System.Threading.Tasks.Sources;
using Channels.Atomics;
using Channels.Waiting;

namespace Channels;

internal sealed partial class OneshotChannel<T>
{
    // The reader's own.
    private Promise _promise;

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
        // Not a plain store: who closes and takes, from any thread, must not get the value that a reader gets.
        if (Atomic.CompareExchange(ref _word, Readable | Taken, Readable) != Readable) return false;
        item = _item;
        _item = default!;
        // Pairs with the compare-and-swap in MakeRare: who made it later looks at the word itself.
        if (RareIfMade is { } rare) CompleteIfDrained(rare);
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
        return cancellationToken.CanBeCanceled ? ReadWithTokenAsync(cancellationToken) : ReadHereAsync();
    }

    /// <summary>The wait that is the channel itself: the reader announces it when it awaits it, if it ever has to.</summary>
    private ValueTask<T> ReadHereAsync()
    {
        if ((Atomic.Read(ref _word) & Closed) != 0) return TryRead(out T item) ? new ValueTask<T>(item) : Closing.Read<T>(Error);
        ThrowIfWaiting();
        _promise = Promise.Given;
        return new ValueTask<T>(this, token: 0);
    }

    private ValueTask<T> ReadWithTokenAsync(CancellationToken cancellationToken)
    {
        SingleReader<T> reader = ReaderAboutToWait();
        reader.PrepareRead();
        if (TryPark(Parked)) return reader.ReadAsync(cancellationToken);
        return TryRead(out T item) ? new ValueTask<T>(item) : Closing.Read<T>(Error);
    }

    public ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<bool>(cancellationToken);
        if (Count != 0) return new ValueTask<bool>(true);

        SingleReader<T> reader = ReaderAboutToWait();
        reader.PrepareWaitToRead();
        if (TryPark(Parked)) return reader.WaitToReadAsync(cancellationToken);
        return Count != 0 ? new ValueTask<bool>(true) : Closing.Wait(Error);
    }

    ValueTaskSourceStatus IValueTaskSource<T>.GetStatus(short token)
    {
        int word = Atomic.Read(ref _word);
        if (_promise == Promise.None) Waiter.ThrowMisused();
        if ((word & Closed) == 0) return ValueTaskSourceStatus.Pending;
        if ((word & Value) != 0) return ValueTaskSourceStatus.Succeeded;
        return Error is OperationCanceledException ? ValueTaskSourceStatus.Canceled : ValueTaskSourceStatus.Faulted;
    }

    void IValueTaskSource<T>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        ArgumentNullException.ThrowIfNull(continuation);
        if (_promise != Promise.Given) Waiter.ThrowMisused();
        OneshotWait wait = OneshotWait.For(continuation, state, flags);
        _promise = Promise.Awaited;
        // Before the word: who finds the announcement finds the wait. There is one at most, so what stands here is a Rare.
        if (Atomic.CompareExchange(ref _more, wait, null) is { } more) ((Rare)more).Wait = wait;
        // Pairs with the compare-and-swap of who closes: it finds the announcement, or the announcement finds it closed.
        if (!TryPark(Awaited)) wait.Wake();
    }

    T IValueTaskSource<T>.GetResult(short token)
    {
        int word = Atomic.Read(ref _word);
        if (_promise == Promise.None || (word & Closed) == 0) Waiter.ThrowMisused();
        if (_promise == Promise.Awaited) Announced().Return();
        _promise = Promise.None;
        if (TryRead(out T item)) return item;
        throw (word & Value) == 0 || Atomic.Read(ref _isDiscarded) ? Closing.ReadError(Error) : SingleReaderErrors.Overtaken();
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
    private bool TryPark(int announcement)
    {
        while (true)
        {
            int word = Atomic.Read(ref _word);
            if ((word & Closed) != 0) return false;
            if (Atomic.CompareExchange(ref _word, word | announcement, word) == word) return true;
        }
    }

    /// <summary>Ends the wait that <paramref name="word"/> announced; called by the one who closed the channel.</summary>
    private void Wake(int word, ReaderOutcome outcome)
    {
        if ((word & Awaited) != 0) Announced().Wake();
        else RareIfMade!.Reader!.Wake(outcome);
    }

    private OneshotWait Announced()
    {
        object more = Atomic.Read(ref _more)!;
        return more as OneshotWait ?? ((Rare)more).Wait!;
    }

    private SingleReader<T> ReaderAboutToWait()
    {
        ThrowIfWaiting();
        return MakeRare().Reader ??= new SingleReader<T>(this);
    }

    private void ThrowIfWaiting()
    {
        // Not Parked: who wakes the reader clears that a moment before the wait is over.
        if ((_promise != Promise.None && (Atomic.Read(ref _word) & Closed) == 0) || RareIfMade is { Reader.IsWaiting: true })
            throw SingleReaderErrors.SecondReader();
    }

    /// <summary>What became of the wait that is the channel itself. There is one at most: it ends with the channel, and then nobody waits again.</summary>
    private enum Promise : byte
    {
        /// <summary>Not asked for, or collected: whoever asks it is too early or too late.</summary>
        None,

        /// <summary>Handed out.</summary>
        Given,

        /// <summary>Handed out, and somebody has registered for its end.</summary>
        Awaited,
    }
}
