using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;
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
/// Awaited stands for Parked where the wait is the channel itself, and nobody takes it back.
/// </remarks>
internal sealed partial class OneshotChannel<T> : IValueTaskSource<T>, IReadSource<T>, IReceivingSide<T>
{
    private const int Writing = 1;
    private const int Value = 2;
    private const int Taken = 4;
    private const int Closed = 8;
    private const int Parked = 16;
    private const int Awaited = 32;
    private const int Readable = Value | Closed;

    private int _word;

    // The sender's while Writing, the reader's after Value.
    private T _item = default!;

    // Stands in CloseReason for a close without an error.
    private static readonly Exception CleanClose = new InvalidOperationException("closed");

    // Who has registered for the end of the wait that is the channel, or a Rare, which holds that then; published by
    // compare-and-swap.
    private object? _more;

    public int? Capacity => 1;

    public int? FreeCapacity => IsClosed ? 0 : 1;

    public bool IsClosed => (Atomic.Read(ref _word) & (Closed | Writing)) != 0;

    public int Count => HasValue(Atomic.Read(ref _word)) ? 1 : 0;

    public Exception? Error =>
        (Atomic.Read(ref _word) & Value) == 0 && RareIfMade is { } rare
        && Atomic.Read(ref rare.CloseReason) is { } reason && !ReferenceEquals(reason, CleanClose) ? reason : null;

    public Task Completion
    {
        get
        {
            // Published before the look at the word; who ends the channel moves the word and then looks for this.
            Rare rare = MakeRare();
            Task completion = rare.Completion.Task;
            CompleteIfDrained(rare);
            return completion;
        }
    }

    Task IChannelSide<T>.Closed => WhenClosed;

    public Task WhenClosed
    {
        get
        {
            // Published before the look at the word, as in Completion.
            Rare rare = MakeRare();
            Task closed = rare.Closed.Task;
            if ((Atomic.Read(ref _word) & Closed) != 0) rare.Closed.Finish(null);
            return closed;
        }
    }

    public bool TryWrite(T item)
    {
        int word = Atomic.Read(ref _word);
        while (true)
        {
            if ((word & (Writing | Closed)) != 0) return false;
            int before = Atomic.CompareExchange(ref _word, word | Writing, word);
            if (before == word) break;
            word = before;
        }

        _item = item;
        word |= Writing;
        while (true)
        {
            // Pairs with the look of a reader about to wait, and with its announcement.
            int before = Atomic.CompareExchange(ref _word, Readable, word);
            if (before == word) break;
            if ((before & Closed) != 0)
            {
                // The receiver left while we wrote: the value stays the caller's.
                _item = default!;
                return false;
            }

            word = before;
        }

        if ((word & (Parked | Awaited)) != 0) Wake(word, ReaderOutcome.Item);
        if (RareIfMade is { } rare) rare.Closed.Finish(null);
        return true;
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
        // As when a sender is disposed after its write.
        if ((Atomic.Read(ref _word) & Closed) != 0) return false;
        Rare rare = MakeRare();
        // Before the word: who sees Closed sees the reason. If a value wins the race it is never looked at.
        bool isFirst = Atomic.CompareExchange(ref rare.CloseReason, error ?? CleanClose, null) is null;
        while (true)
        {
            int word = Atomic.Read(ref _word);
            if ((word & Closed) != 0) return isFirst && (word & Value) == 0;
            // Whoever is not first helps, so that the channel is closed when its call returns, too.
            if (Atomic.CompareExchange(ref _word, Closed, word) != word) continue;
            if ((word & (Parked | Awaited)) != 0) Wake(word, ReaderOutcome.Closed);
            rare.Closed.Finish(null);
            CompleteIfDrained(rare);
            return isFirst;
        }
    }

    private Rare? RareIfMade => Atomic.Read(ref _more) as Rare;

    private static bool HasValue(int word) => (word & (Value | Taken)) == Value;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CompleteIfDrained(Rare rare)
    {
        int word = Atomic.Read(ref _word);
        if ((word & Closed) == 0 || HasValue(word)) return;
        rare.Completion.Finish(Error);
    }

    private Rare MakeRare()
    {
        while (true)
        {
            object? more = Atomic.Read(ref _more);
            if (more is Rare rare) return rare;
            Rare fresh = new() { Wait = (OneshotWait?)more };
            if (ReferenceEquals(Atomic.CompareExchange(ref _more, fresh, more), more)) return fresh;
        }
    }

    /// <summary>What few oneshots need.</summary>
    private sealed class Rare
    {
        // The reader's; made when it first waits for more than the value: with a token, or for there being one.
        public SingleReader<T>? Reader;

        // Who has registered; written before the announcement.
        public OneshotWait? Wait;

        // Null until somebody closes. The first to set it decides what the channel was closed with, unless a value came first.
        public Exception? CloseReason;

        // Made when somebody asks for Completion, and for Closed.
        public LazyCompletion Completion;
        public LazyCompletion Closed;
    }
}
