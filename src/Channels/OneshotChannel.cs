using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Channels.Atomics;
using Channels.Waiting;

namespace Channels;

/// <summary>What the two ends of a oneshot share: one slot and one word.</summary>
/// <remarks>
/// Moves of the word:
/// <code>
/// by        from                     to
/// sender    open [Parked]            Writing [Parked]     claims the slot
/// sender    Writing [Parked]         Value Closed         the value is there; if Parked was set, the wake is its duty
/// reader    open                     Parked               nothing to read, it waits
/// anyone    Parked                   open                 takes the duty to wake the reader
/// either    not Closed [Parked]      Closed               no value will come; if Parked was set, the wake is its duty
/// reader    Value Closed             Value Closed Taken   has the value
/// </code>
/// </remarks>
internal sealed class OneshotChannel<T> : IReadSource<T>
{
    private const int Writing = 1;
    private const int Value = 2;
    private const int Taken = 4;
    private const int Closed = 8;
    private const int Parked = 16;

    private int _word;

    // The sender's while Writing, the reader's after Value.
    private T _item = default!;

    // Stands in _closeReason for a close without an error.
    private static readonly Exception CleanClose = new InvalidOperationException("closed");

    // Null until somebody closes. The first to set it decides what the channel was closed with, unless a value came first.
    private Exception? _closeReason;

    // The reader's; made when it first waits.
    private SingleReader<T>? _reader;

    // Made when somebody asks for Completion.
    private LazyCompletion _completion;

    public bool IsClosed => (Atomic.Read(ref _word) & (Closed | Writing)) != 0;

    public int Count => HasValue(Atomic.Read(ref _word)) ? 1 : 0;

    public Exception? Error =>
        (Atomic.Read(ref _word) & Value) == 0 && Atomic.Read(ref _closeReason) is { } reason && !ReferenceEquals(reason, CleanClose) ? reason : null;

    public Task Completion
    {
        get
        {
            // Published before the look at the word; who ends the channel moves the word and then looks for this.
            Task completion = _completion.Task;
            CompleteIfDrained();
            return completion;
        }
    }

    public bool TryWrite(T item)
    {
        while (true)
        {
            int word = Atomic.Read(ref _word);
            if ((word & (Writing | Closed)) != 0) return false;
            if (Atomic.CompareExchange(ref _word, word | Writing, word) == word) break;
        }

        _item = item;
        while (true)
        {
            int word = Atomic.Read(ref _word);
            if ((word & Closed) != 0)
            {
                // The receiver left while we wrote: the value stays the caller's.
                _item = default!;
                return false;
            }

            if (Atomic.CompareExchange(ref _word, Value | Closed, word) != word) continue;
            if ((word & Parked) != 0) _reader!.Wake(ReaderOutcome.Item);
            return true;
        }
    }

    public ValueTask WriteAsync(T item, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled(cancellationToken);
        return TryWrite(item) ? default : Closing.Write(Error);
    }

    public ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<bool>(cancellationToken);
        return IsClosed ? Closing.Wait(Error) : new ValueTask<bool>(true);
    }

    public bool TryComplete(Exception? error)
    {
        // Before the word: who sees Closed sees the reason. If a value wins the race it is never looked at.
        bool isFirst = Atomic.CompareExchange(ref _closeReason, error ?? CleanClose, null) is null;
        while (true)
        {
            int word = Atomic.Read(ref _word);
            if ((word & Closed) != 0) return isFirst && (word & Value) == 0;
            // Whoever is not first helps, so that the channel is closed when its call returns, too.
            if (Atomic.CompareExchange(ref _word, Closed, word) != word) continue;
            if ((word & Parked) != 0) _reader!.Wake(ReaderOutcome.Closed);
            CompleteIfDrained();
            return isFirst;
        }
    }

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

    public bool TryPeek([MaybeNullWhen(false)] out T item)
    {
        bool hasValue = HasValue(Atomic.Read(ref _word));
        item = hasValue ? _item : default;
        return hasValue;
    }

    public ReadStatus StatusOfEmpty()
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

    bool IReadSource<T>.IsDiscarded => false;

    private static bool HasValue(int word) => (word & (Value | Taken)) == Value;

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

    private void CompleteIfDrained()
    {
        int word = Atomic.Read(ref _word);
        if ((word & Closed) == 0 || HasValue(word)) return;
        _completion.Finish(Error);
    }
}
