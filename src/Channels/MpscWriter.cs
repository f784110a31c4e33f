using System.Threading.Tasks.Sources;
using Channels.Atomics;
using Channels.Waiting;

namespace Channels;

/// <summary>One producer's wait for room: a link in the line of <see cref="MpscWriters{T}"/> and what the producer awaits.</summary>
internal sealed class MpscWriter<T>(MpscWriters<T> line, MpscQueue<T> queue)
    : Waiter, IValueTaskSource, IValueTaskSource<bool>, IValueTaskSource<WriteStatus>
{
    // Written under the line's gate before the wait is completed; Full means that it was cancelled.
    private WriteStatus _outcome;

    // The producer's own, from before its ValueTask is handed out until its result is collected.
    private CancellationTokenRegistration _registration;
    private CancellationToken _cancelled;

    // The line's, guarded by its gate.
    public MpscWriter<T>? Next { get; set; }

    public MpscWriter<T>? Previous { get; set; }

    public bool IsInLine { get; private set; }

    public bool IsHint { get; private set; }

    public T Item { get; private set; } = default!;

    public void Enter(T item, bool isHint)
    {
        Item = item;
        IsHint = isHint;
        IsInLine = true;
    }

    public void Leave(WriteStatus outcome)
    {
        Item = default!;
        IsInLine = false;
        _outcome = outcome;
    }

    /// <summary>Lets the producer go on; outside the gate, by the one who took it out of the line.</summary>
    public void Finish() => Complete();

    public ValueTask AsWrite(CancellationToken cancellationToken) => new(this, Register(cancellationToken));

    public ValueTask<bool> AsWait(CancellationToken cancellationToken) => new(this, Register(cancellationToken));

    public ValueTask<WriteStatus> AsStatus(CancellationToken cancellationToken) => new(this, Register(cancellationToken));

    void IValueTaskSource.GetResult(short token)
    {
        if (End(token) == WriteStatus.Closed) throw Closing.ReadError(queue.CloseError);
    }

    bool IValueTaskSource<bool>.GetResult(short token)
    {
        if (End(token) == WriteStatus.Written) return true;
        return queue.CloseError is { } error ? throw error : false;
    }

    WriteStatus IValueTaskSource<WriteStatus>.GetResult(short token) => End(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) =>
        Status(token, queue.CloseError is OperationCanceledException ? ValueTaskSourceStatus.Canceled : ValueTaskSourceStatus.Faulted);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => Status(token, queue.CloseError switch
    {
        null => ValueTaskSourceStatus.Succeeded,
        OperationCanceledException => ValueTaskSourceStatus.Canceled,
        _ => ValueTaskSourceStatus.Faulted,
    });

    ValueTaskSourceStatus IValueTaskSource<WriteStatus>.GetStatus(short token) => Status(token, ValueTaskSourceStatus.Succeeded);

    protected override void QueueContinuation() => queue.Resume(this);

    private ValueTaskSourceStatus Status(short token, ValueTaskSourceStatus whenClosed)
    {
        if (IsPending(token)) return ValueTaskSourceStatus.Pending;
        return _outcome switch
        {
            WriteStatus.Written => ValueTaskSourceStatus.Succeeded,
            WriteStatus.Closed => whenClosed,
            _ => ValueTaskSourceStatus.Canceled,
        };
    }

    private short Register(CancellationToken cancellationToken)
    {
        short version = Version;
        // It may be in the line, admitted, or told already; nobody collects its result before this returns.
        if (cancellationToken.CanBeCanceled)
            _registration = cancellationToken.UnsafeRegister(static (self, token) => ((MpscWriter<T>)self!).Cancel(token), this);
        return version;
    }

    private void Cancel(CancellationToken cancellationToken)
    {
        if (!line.TryRemove(this)) return;
        _cancelled = cancellationToken;
        Complete();
    }

    private WriteStatus End(short token)
    {
        if (!IsPending(token))
        {
            // Waits for a callback that is running, so that none of this round can reach the next. Not for a token of an
            // earlier round: it would take the present one's registration away.
            Interleave.Dispose(_registration);
            _registration.Dispose();
            _registration = default;
        }

        EndRound(token);
        WriteStatus outcome = _outcome;
        CancellationToken cancelled = _cancelled;
        _cancelled = default;
        line.Recycle(this);
        return outcome == WriteStatus.Full ? throw new OperationCanceledException(cancelled) : outcome;
    }
}
