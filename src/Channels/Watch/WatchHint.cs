using System.Threading.Tasks.Sources;

namespace Channels;

/// <summary>A wait for there being a value that its receiver has not seen, which it leaves so.</summary>
/// <remarks>Not one class with <see cref="AwaitedRead{T}"/>: for booleans the two results have the same type.</remarks>
internal sealed class WatchHint<T> : ReadWaiter<T>, IValueTaskSource<bool>
{
    private readonly WatchSubscription<T> _subscription;

    public WatchHint(WatchSubscription<T> subscription)
    {
        _subscription = subscription;
        IsHint = true;
    }

    public ValueTask<bool> AsWait(CancellationToken cancellationToken) => new(this, Begin(cancellationToken));

    public bool GetResult(short token)
    {
        ReadStatus outcome = Outcome;
        End(token);
        if (outcome != ReadStatus.Closed) return true;
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

    protected override bool TryLeaveLine() => _subscription.DelistRead(this);

    protected override void Recycle() => _subscription.Recycle(this);
}
