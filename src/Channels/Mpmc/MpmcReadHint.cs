using System.Threading.Tasks.Sources;

namespace Channels;

/// <summary>A wait for there being a value in an <see cref="MpmcChannel{T}"/>, which it leaves.</summary>
/// <remarks>Not one class with <see cref="MpmcReadWaiter{T}"/>: for booleans the two results have the same type.</remarks>
internal sealed class MpmcReadHint<T> : ReadWaiter<T>, IValueTaskSource<bool>
{
    private readonly MpmcChannel<T> _channel;

    public MpmcReadHint(MpmcChannel<T> channel)
    {
        _channel = channel;
        IsHint = true;
    }

    public ValueTask<bool> AsWait(CancellationToken cancellationToken) => new(this, Begin(cancellationToken));

    public bool GetResult(short token)
    {
        // Asked for too early, or twice: End throws.
        if (IsPending(token)) End(token);
        ReadStatus outcome = Outcome;
        End(token);
        if (outcome != ReadStatus.Closed) return true;
        return _channel.Error is { } error ? throw error : false;
    }

    public ValueTaskSourceStatus GetStatus(short token)
    {
        if (IsPending(token)) return ValueTaskSourceStatus.Pending;
        if (WasCancelled) return ValueTaskSourceStatus.Canceled;
        if (Outcome != ReadStatus.Closed) return ValueTaskSourceStatus.Succeeded;
        return _channel.Error switch
        {
            null => ValueTaskSourceStatus.Succeeded,
            OperationCanceledException => ValueTaskSourceStatus.Canceled,
            _ => ValueTaskSourceStatus.Faulted,
        };
    }

    protected override bool TryLeaveLine() => _channel.TryLeave(this);

    protected override void Recycle() => _channel.Recycle(this);
}
