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
internal sealed partial class OneshotChannel<T> : IReadSource<T>, IReceivingSide<T>
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

    // Made when somebody asks for Completion, and for Closed.
    private LazyCompletion _completion;
    private LazyCompletion _closed;

    public int? Capacity => 1;

    public int? FreeCapacity => IsClosed ? 0 : 1;

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

    Task IChannelSide<T>.Closed => WhenClosed;

    public Task WhenClosed
    {
        get
        {
            // Published before the look at the word, as in Completion.
            Task closed = _closed.Task;
            if ((Atomic.Read(ref _word) & Closed) != 0) _closed.Finish(null);
            return closed;
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
            _closed.Finish(null);
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
            _closed.Finish(null);
            CompleteIfDrained();
            return isFirst;
        }
    }

    private static bool HasValue(int word) => (word & (Value | Taken)) == Value;

    private void CompleteIfDrained()
    {
        int word = Atomic.Read(ref _word);
        if ((word & Closed) == 0 || HasValue(word)) return;
        _completion.Finish(Error);
    }
}
