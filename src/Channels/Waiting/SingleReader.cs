using System.Threading.Tasks.Sources;
using Channels.Atomics;

namespace Channels.Waiting;

/// <summary>
/// The wait of a channel's one reader, used again for every wait, cancellable or not. A value is taken when the reader
/// collects its result, never before: a wait that is cancelled has consumed nothing.
/// </summary>
internal sealed class SingleReader<T>(IReadSource<T> source)
{
    // Made on first use. Which of the two is waiting is _current; written by the reader before it parks.
    private ReadWaiter? _read;
    private WaitToReadWaiter? _waitToRead;
    private ReaderWaiter? _current;

    // The wait of a select that stands in the reader's place; written by the reader before it parks, taken out by who
    // wakes it, or by the reader once nobody else can any more.
    private LineWaiter? _select;

    /// <summary>Whether a wait is not over yet; the reader's own question.</summary>
    public bool IsWaiting => Atomic.Read(ref _select) is not null || _current is { IsWaiting: true };

    /// <summary>A wait for a value; the caller has parked the reader.</summary>
    public ValueTask<T> ReadAsync(CancellationToken cancellationToken)
    {
        ReadWaiter waiter = (ReadWaiter)_current!;
        short version = waiter.Begin(cancellationToken);
        return new ValueTask<T>(waiter, version);
    }

    /// <summary>A wait for there being a value; the caller has parked the reader.</summary>
    public ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken)
    {
        WaitToReadWaiter waiter = (WaitToReadWaiter)_current!;
        short version = waiter.Begin(cancellationToken);
        return new ValueTask<bool>(waiter, version);
    }

    /// <summary>Chooses the waiter of a <see cref="ReadAsync"/>; called before parking, so that who wakes finds it.</summary>
    public void PrepareRead() => _current = _read is { IsInUse: false } ? _read : _read = new ReadWaiter(source);

    /// <summary>Chooses the waiter of a <see cref="WaitToReadAsync"/>; called before parking, so that who wakes finds it.</summary>
    public void PrepareWaitToRead() => _current = _waitToRead is { IsInUse: false } ? _waitToRead : _waitToRead = new WaitToReadWaiter(source);

    /// <summary>Puts the wait of a select in the reader's place; called before parking.</summary>
    public void PrepareSelect(LineWaiter select) => _select = select;

    /// <summary>Takes the wait of a select out of the reader's place; afterwards nobody touches it.</summary>
    public void EndSelect(LineWaiter select)
    {
        // Not this one's: it was woken, or never got here.
        if (!ReferenceEquals(Atomic.Read(ref _select), select)) return;
        if (source.TryUnpark())
        {
            _select = null;
            return;
        }

        // Somebody has taken the duty to wake it, and is a few instructions away from having done so. To go on before
        // would let that wake meet a later wait of this reader.
        SpinWait spin = default;
        Interleave.Block(() => Volatile.Read(ref _select) is null);
        while (Atomic.Read(ref _select) is not null) spin.SpinOnce();
    }

    /// <summary>Forgets the wait of a select that did not park.</summary>
    public void ForgetSelect() => _select = null;

    /// <summary>Ends the wait; called by the one who cleared the reader's announcement.</summary>
    public void Wake(ReaderOutcome outcome)
    {
        if (_select is { } select) WakeSelect(select);
        else _current!.Wake(outcome);
    }

    private void WakeSelect(LineWaiter select)
    {
        bool isClaimed = select.TryClaim();
        // Pairs with the read in EndSelect: the select does not go on while this is about to touch its wait. One that was
        // claimed waits for Finish, one that was not is not touched any more.
        Atomic.Write(ref _select, null);
        if (isClaimed) select.Finish();
    }

    private abstract class ReaderWaiter(IReadSource<T> source) : Waiter
    {
        private CancellationTokenRegistration _registration;
        private CancellationToken _cancelled;
        private ReaderOutcome _outcome;

        protected IReadSource<T> Source => source;

        /// <summary>Whether a result is still to be collected; a ValueTask that nobody ever awaits keeps its waiter.</summary>
        public bool IsInUse { get; private set; }

        public bool IsWaiting => IsInUse && !IsCompleted;

        public short Begin(CancellationToken cancellationToken)
        {
            IsInUse = true;
            short version = Version;
            // The callback may run at once, here. It completes this round only if it clears the announcement itself,
            // and nobody collects the result before this method has returned.
            if (cancellationToken.CanBeCanceled)
                _registration = cancellationToken.UnsafeRegister(static (self, token) => ((ReaderWaiter)self!).Cancel(token), this);
            return version;
        }

        public void Wake(ReaderOutcome outcome)
        {
            _outcome = outcome;
            Complete();
        }

        private void Cancel(CancellationToken cancellationToken)
        {
            if (IsCompleted || !source.TryUnpark()) return;
            if (IsCompleted)
            {
                // Between the two looks this wait was woken, its result left uncollected, and the reader parked again:
                // the duty that we took belongs to the next wait.
                source.Repark();
                return;
            }

            _cancelled = cancellationToken;
            Wake(ReaderOutcome.Cancelled);
        }

        protected ReaderOutcome End(short token)
        {
            if (!IsPending(token))
            {
                // Waits for a callback that is running, so that none of this round can reach the next. Not for a token of
                // an earlier round: it would take the present one's registration away.
                Interleave.Dispose(_registration);
                _registration.Dispose();
                _registration = default;
            }

            EndRound(token);
            IsInUse = false;
            return _outcome;
        }

        /// <summary>Null if the channel was closed, and what it was closed with has a say.</summary>
        protected ValueTaskSourceStatus? Status(short token)
        {
            if (IsPending(token)) return ValueTaskSourceStatus.Pending;
            return _outcome switch
            {
                ReaderOutcome.Item => ValueTaskSourceStatus.Succeeded,
                ReaderOutcome.Closed => null,
                _ => ValueTaskSourceStatus.Canceled,
            };
        }

        protected OperationCanceledException Cancelled()
        {
            CancellationToken cancelled = _cancelled;
            // An idle channel keeps nothing of the caller's alive.
            _cancelled = default;
            return new OperationCanceledException(cancelled);
        }
    }

    private sealed class ReadWaiter(IReadSource<T> source) : ReaderWaiter(source), IValueTaskSource<T>
    {
        public T GetResult(short token)
        {
            switch (End(token))
            {
                case ReaderOutcome.Item:
                    if (Source.TryRead(out T item)) return item;
                    throw Source.IsDiscarded ? Closing.ReadError(Source.Error) : SingleReaderErrors.Overtaken();
                case ReaderOutcome.Closed:
                    throw Closing.ReadError(Source.Error);
                default:
                    throw Cancelled();
            }
        }

        public ValueTaskSourceStatus GetStatus(short token) =>
            Status(token) ?? (Source.Error is OperationCanceledException ? ValueTaskSourceStatus.Canceled : ValueTaskSourceStatus.Faulted);
    }

    private sealed class WaitToReadWaiter(IReadSource<T> source) : ReaderWaiter(source), IValueTaskSource<bool>
    {
        public bool GetResult(short token) => End(token) switch
        {
            ReaderOutcome.Item => true,
            ReaderOutcome.Closed => Source.Error is { } error ? throw error : false,
            _ => throw Cancelled(),
        };

        public ValueTaskSourceStatus GetStatus(short token) => Status(token) ?? Source.Error switch
        {
            null => ValueTaskSourceStatus.Succeeded,
            OperationCanceledException => ValueTaskSourceStatus.Canceled,
            _ => ValueTaskSourceStatus.Faulted,
        };
    }
}

/// <summary>What a single reader is told when it is not alone.</summary>
internal static class SingleReaderErrors
{
    public static InvalidOperationException SecondReader() =>
        new("This receiver is already waiting for a value, and it has one reader at a time. Await the pending read first, or give each reader a channel of its own.");

    public static InvalidOperationException Overtaken() =>
        new("The value that this read was woken for was taken by another read of the same receiver, which has one reader at a time. Await the pending read before you call TryRead.");

    public static NotSupportedException OldestIsTheReceivers() =>
        new("The oldest value of an Mpsc channel is its receiver's alone, so a sender cannot take it out to make room. Make it with Mpsc.Bounded(capacity, fullMode, dropped), or take a channel of Mpmc: their senders can.");
}
