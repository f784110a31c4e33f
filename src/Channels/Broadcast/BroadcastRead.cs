using System.Threading.Tasks.Sources;
using Channels.Waiting;

namespace Channels;

/// <summary>A wait of a broadcast's receiver for a value, which is handed over to it. Used again.</summary>
internal sealed class BroadcastRead<T, TItem>(Subscription<T, TItem> subscription) : ReadWaiter<TItem>, IValueTaskSource<TItem>
{
    public TItem GetResult(short token)
    {
        // Asked for too early, or twice: End throws, and what the wait holds stays.
        if (IsPending(token)) End(token);
        bool isClosed = Outcome == ReadStatus.Closed;
        TItem item = TakeItem();
        End(token);
        return isClosed ? throw Closing.ReadError(subscription.Error) : item;
    }

    public ValueTaskSourceStatus GetStatus(short token)
    {
        if (IsPending(token)) return ValueTaskSourceStatus.Pending;
        if (WasCancelled) return ValueTaskSourceStatus.Canceled;
        if (Outcome != ReadStatus.Closed) return ValueTaskSourceStatus.Succeeded;
        return subscription.Error is OperationCanceledException ? ValueTaskSourceStatus.Canceled : ValueTaskSourceStatus.Faulted;
    }

    protected override bool TryLeaveLine() => subscription.TryLeave(this);

    protected override void Recycle() => subscription.Recycle(this);
}
