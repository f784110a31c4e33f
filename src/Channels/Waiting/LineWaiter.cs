using Channels.Atomics;

namespace Channels.Waiting;

/// <summary>
/// A wait that stands in a <see cref="WaiterLine{TWaiter}"/> until somebody takes it out and completes it, or its token
/// is cancelled. Used again once its result was collected.
/// </summary>
/// <remarks>
/// Who takes it out of its line decides how it ends, so a line's gate settles every race between a token and a hand-over:
/// <see cref="TryLeaveLine"/> of a wait that was taken out says no, and the token came too late.
/// </remarks>
internal abstract class LineWaiter : Waiter
{
    // The awaiter's own, from before its ValueTask is handed out until its result is collected.
    private CancellationTokenRegistration _registration;
    private CancellationToken _cancelled;
    private bool _isRegistered;

    // Whether its pool may give it out. Set by who collected the result, as the last thing; cleared under the gate.
    private bool _isFree;

    /// <summary>The neighbours in the line, and whether it stands there; guarded by the line's gate.</summary>
    internal LineWaiter? Next { get; set; }

    internal LineWaiter? Previous { get; set; }

    internal bool IsInLine { get; set; }

    /// <summary>Whether the token ended this wait; to be asked once it is completed.</summary>
    protected bool WasCancelled { get; private set; }

    /// <summary>Whether this wait is still to be had; asked by who would complete it, under the line's gate. Only a select, which stands in several lines, ever says no.</summary>
    public virtual bool TryClaim() => true;

    /// <summary>Whose wait this is, if it stands in several lines: the two ends of a channel never serve each other for the same one.</summary>
    public virtual object? Group => null;

    /// <summary>Lets the awaiter go on; outside the gate, by the one who took it out of the line.</summary>
    public virtual void Finish() => Complete();

    /// <summary>Takes this wait out of its line, under the line's gate; false if somebody has taken it out already.</summary>
    protected abstract bool TryLeaveLine();

    /// <summary>Keeps the wait, whose result was collected, for the next one that has to wait.</summary>
    protected abstract void Recycle();

    /// <summary>Begins a round that <paramref name="cancellationToken"/> may end; after the wait was put in its line, or was completed already.</summary>
    protected internal short Begin(CancellationToken cancellationToken)
    {
        short version = Version;
        // It may be in the line, taken out, or completed; nobody collects its result before this returns.
        if (cancellationToken.CanBeCanceled)
        {
            _isRegistered = true;
            _registration = cancellationToken.UnsafeRegister(static (self, token) => ((LineWaiter)self!).Cancel(token), this);
        }

        return version;
    }

    /// <summary>Takes it for the next round if nobody uses it; under the gate of its pool's owner.</summary>
    internal bool TryReuse()
    {
        // Acquires; pairs with the write in SetFree.
        if (!Atomic.Read(ref _isFree)) return false;
        _isFree = false;
        return true;
    }

    /// <summary>Gives it back; who does must not touch it any more.</summary>
    internal void SetFree() => Atomic.Write(ref _isFree, true);

    /// <summary>Ends the round and gives the wait back; what it holds must have been read before.</summary>
    /// <exception cref="OperationCanceledException">The token ended it.</exception>
    protected void End(short token)
    {
        if (_isRegistered && !IsPending(token))
        {
            // Waits for a callback that is running, so that none of this round can reach the next. Not for a token of an
            // earlier round: it would take the present one's registration away.
            Interleave.Dispose(_registration);
            _registration.Dispose();
            _registration = default;
            _isRegistered = false;
        }

        EndRound(token);
        bool wasCancelled = WasCancelled;
        CancellationToken cancelled = _cancelled;
        if (wasCancelled)
        {
            WasCancelled = false;
            _cancelled = default;
        }

        Recycle();
        // Here, and not in a method of its own: that frame made the trace of the exception 104 bytes longer.
        if (wasCancelled) throw new OperationCanceledException(cancelled);
    }

    private void Cancel(CancellationToken cancellationToken)
    {
        if (!TryLeaveLine()) return;
        _cancelled = cancellationToken;
        WasCancelled = true;
        Complete();
    }
}
