using System.Threading.Tasks.Sources;

namespace Channels;

/// <summary>A wait of a broadcast's receiver for there being a value, which it leaves. Used again.</summary>
/// <remarks>Not one class with <see cref="BroadcastRead{T, TItem}"/>: for booleans the two results have the same type.</remarks>
internal sealed class BroadcastReadHint<T, TItem> : ReadWaiter<TItem>, IValueTaskSource<bool>
{
    private readonly Subscription<T, TItem> _subscription;

    public BroadcastReadHint(Subscription<T, TItem> subscription)
    {
        _subscription = subscription;
        IsHint = true;
    }

    public bool GetResult(short token)
    {
        // Asked for too early, or twice: End throws.
        if (IsPending(token)) End(token);
        bool isClosed = Outcome == ReadStatus.Closed;
        End(token);
        if (!isClosed) return true;
        return _subscription.Error is { } error ? throw error : false;
    }

    public ValueTaskSourceStatus GetStatus(short token)
    {
        if (IsPending(token)) return ValueTaskSourceStatus.Pending;
        if (WasCancelled) return ValueTaskSourceStatus.Canceled;
        if (Outcome != ReadStatus.Closed) return ValueTaskSourceStatus.Succeeded;
        return _subscription.Error switch
        {
            null => ValueTaskSourceStatus.Succeeded,
            OperationCanceledException => ValueTaskSourceStatus.Canceled,
            _ => ValueTaskSourceStatus.Faulted,
        };
    }

    protected override bool TryLeaveLine() => _subscription.TryLeave(this);

    protected override void Recycle() => _subscription.Recycle(this);
}
