using System.Threading.Tasks.Sources;
using Channels.Waiting;

namespace Channels;

/// <summary>A wait for room in a lossless broadcast: a write, a reservation, or a wait to write. Used again.</summary>
internal sealed class BroadcastWrite<T>(BroadcastChannel<T> channel) : WriteWaiter<T>, IValueTaskSource, IValueTaskSource<bool>
{
    void IValueTaskSource.GetResult(short token)
    {
        if (Collect(token) == WriteStatus.Closed) throw Closing.ReadError(channel.Error);
    }

    bool IValueTaskSource<bool>.GetResult(short token)
    {
        bool isHint = IsHint;
        if (Collect(token) != WriteStatus.Closed) return true;
        // A reservation says no; a wait to write throws what the channel was closed with.
        return isHint && channel.Error is { } error ? throw error : false;
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) =>
        Status(token, channel.Error is OperationCanceledException ? ValueTaskSourceStatus.Canceled : ValueTaskSourceStatus.Faulted);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => Status(token, !IsHint ? ValueTaskSourceStatus.Succeeded : channel.Error switch
    {
        null => ValueTaskSourceStatus.Succeeded,
        OperationCanceledException => ValueTaskSourceStatus.Canceled,
        _ => ValueTaskSourceStatus.Faulted,
    });

    protected override bool TryLeaveLine() => channel.TryLeave(this);

    protected override void Recycle()
    {
        // Cancelled or refused, the value is the caller's, and not ours to keep alive.
        Item = default!;
        channel.Recycle(this);
    }

    private WriteStatus Collect(short token)
    {
        // Read before the round ends, for then it may begin anew; that the token is of this round End looks after.
        WriteStatus outcome = Outcome;
        End(token);
        return outcome;
    }

    private ValueTaskSourceStatus Status(short token, ValueTaskSourceStatus whenClosed)
    {
        if (IsPending(token)) return ValueTaskSourceStatus.Pending;
        if (WasCancelled) return ValueTaskSourceStatus.Canceled;
        return Outcome == WriteStatus.Closed ? whenClosed : ValueTaskSourceStatus.Succeeded;
    }
}
