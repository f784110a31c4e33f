using System.Threading.Tasks.Sources;
using Channels.Waiting;

namespace Channels;

/// <summary>A wait for room in an <see cref="MpmcChannel{T}"/>: for a value to be taken, for room to be set aside, or to know of some.</summary>
internal sealed class MpmcWriteWaiter<T>(MpmcChannel<T> channel) : WriteWaiter<T>, IValueTaskSource, IValueTaskSource<bool>
{
    public ValueTask AsWrite(CancellationToken cancellationToken) => new(this, Begin(cancellationToken));

    /// <summary>A hint, or a reservation: true when there is room, or it was set aside.</summary>
    public ValueTask<bool> AsWait(CancellationToken cancellationToken) => new(this, Begin(cancellationToken));

    void IValueTaskSource.GetResult(short token)
    {
        if (Collect(token, out _) == WriteStatus.Closed) throw Closing.ReadError(channel.Error);
    }

    bool IValueTaskSource<bool>.GetResult(short token)
    {
        if (Collect(token, out bool isHint) != WriteStatus.Closed) return true;
        // Who asked for a permit makes the exception itself.
        return isHint && channel.Error is { } error ? throw error : false;
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) =>
        Status(token) ?? (channel.Error is OperationCanceledException ? ValueTaskSourceStatus.Canceled : ValueTaskSourceStatus.Faulted);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => Status(token) ?? channel.Error switch
    {
        null => ValueTaskSourceStatus.Succeeded,
        _ when !IsHint => ValueTaskSourceStatus.Succeeded,
        OperationCanceledException => ValueTaskSourceStatus.Canceled,
        _ => ValueTaskSourceStatus.Faulted,
    };

    protected override bool TryLeaveLine() => channel.TryLeave(this);

    protected override void Recycle() => channel.Recycle(this);

    /// <summary>Null if the channel was closed, and what it was closed with has a say.</summary>
    private ValueTaskSourceStatus? Status(short token)
    {
        if (IsPending(token)) return ValueTaskSourceStatus.Pending;
        if (WasCancelled) return ValueTaskSourceStatus.Canceled;
        return Outcome == WriteStatus.Closed ? null : ValueTaskSourceStatus.Succeeded;
    }

    private WriteStatus Collect(short token, out bool isHint)
    {
        // Asked for too early, or twice: End throws, and the value stays.
        if (IsPending(token)) End(token);
        WriteStatus outcome = Outcome;
        isHint = IsHint;
        // For the next who waits; and a value that was not taken is its writer's, not kept alive here.
        Item = default!;
        IsHint = false;
        Reserved = 0;
        End(token);
        return outcome;
    }
}
