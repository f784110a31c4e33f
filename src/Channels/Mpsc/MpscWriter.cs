using System.Threading.Tasks.Sources;
using Channels.Waiting;

namespace Channels;

/// <summary>One producer's wait in the line of <see cref="MpscWriters{T}"/>: for room to write into, to know of, or to reserve.</summary>
internal sealed class MpscWriter<T>(MpscWriters<T> line, MpscQueue<T> queue)
    : WriteWaiter<T>, IValueTaskSource, IValueTaskSource<bool>, IValueTaskSource<WriteStatus>
{
    public void Enter(T item, bool isHint, int reserved)
    {
        Item = item;
        IsHint = isHint;
        Reserved = reserved;
    }

    public ValueTask AsWrite(CancellationToken cancellationToken) => new(this, Begin(cancellationToken));

    public ValueTask<bool> AsWait(CancellationToken cancellationToken) => new(this, Begin(cancellationToken));

    public ValueTask<WriteStatus> AsStatus(CancellationToken cancellationToken) => new(this, Begin(cancellationToken));

    void IValueTaskSource.GetResult(short token)
    {
        if (OutcomeAtEnd(token) == WriteStatus.Closed) throw Closing.ReadError(queue.CloseError);
    }

    bool IValueTaskSource<bool>.GetResult(short token)
    {
        Exception? error = ErrorOfWait;
        if (OutcomeAtEnd(token) == WriteStatus.Written) return true;
        return error is not null ? throw error : false;
    }

    WriteStatus IValueTaskSource<WriteStatus>.GetResult(short token) => OutcomeAtEnd(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) =>
        Status(token) ?? (queue.CloseError is OperationCanceledException ? ValueTaskSourceStatus.Canceled : ValueTaskSourceStatus.Faulted);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => Status(token) ?? ErrorOfWait switch
    {
        null => ValueTaskSourceStatus.Succeeded,
        OperationCanceledException => ValueTaskSourceStatus.Canceled,
        _ => ValueTaskSourceStatus.Faulted,
    };

    ValueTaskSourceStatus IValueTaskSource<WriteStatus>.GetStatus(short token) => Status(token) ?? ValueTaskSourceStatus.Succeeded;

    protected override void QueueContinuation() => queue.Resume(this);

    protected override bool TryLeaveLine() => line.TryRemove(this);

    protected override void Recycle()
    {
        // Not taken, if it is still here; an idle channel keeps nothing of its users' alive.
        Item = default!;
        line.Recycle(this);
    }

    // Who reserves is only told that it got nothing; what the channel was closed with is then the sender's to say.
    private Exception? ErrorOfWait => Reserved == 0 ? queue.CloseError : null;

    /// <summary>Null if the queue was closed, and what it was closed with has a say.</summary>
    private ValueTaskSourceStatus? Status(short token)
    {
        if (IsPending(token)) return ValueTaskSourceStatus.Pending;
        if (WasCancelled) return ValueTaskSourceStatus.Canceled;
        return Outcome == WriteStatus.Written ? ValueTaskSourceStatus.Succeeded : null;
    }

    private WriteStatus OutcomeAtEnd(short token)
    {
        WriteStatus outcome = Outcome;
        End(token);
        return outcome;
    }
}
