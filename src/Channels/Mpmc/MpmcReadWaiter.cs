using System.Threading.Tasks.Sources;
using Channels.Waiting;

namespace Channels;

/// <summary>A wait for a value of an <see cref="MpmcChannel{T}"/>, which is handed over to it.</summary>
internal sealed class MpmcReadWaiter<T>(MpmcChannel<T> channel) : ReadWaiter<T>, IValueTaskSource<T>
{
    public ValueTask<T> AsRead(CancellationToken cancellationToken) => new(this, Begin(cancellationToken));

    public T GetResult(short token)
    {
        // Asked for too early, or twice: End throws, and what the wait holds stays.
        if (IsPending(token)) End(token);
        ReadStatus outcome = Outcome;
        T item = TakeItem();
        End(token);
        return outcome == ReadStatus.Read ? item : throw Closing.ReadError(channel.Error);
    }

    public ValueTaskSourceStatus GetStatus(short token)
    {
        if (IsPending(token)) return ValueTaskSourceStatus.Pending;
        if (WasCancelled) return ValueTaskSourceStatus.Canceled;
        if (Outcome == ReadStatus.Read) return ValueTaskSourceStatus.Succeeded;
        return channel.Error is OperationCanceledException ? ValueTaskSourceStatus.Canceled : ValueTaskSourceStatus.Faulted;
    }

    protected override bool TryLeaveLine() => channel.TryLeave(this);

    protected override void Recycle() => channel.Recycle(this);
}
