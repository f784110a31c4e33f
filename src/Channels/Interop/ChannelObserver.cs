using System.Threading.Channels;
using Channels.Atomics;

namespace Channels.Interop;

/// <summary>Writes what it is told into a channel, and holds the subscription by which it is told.</summary>
internal sealed class ChannelObserver<T>(ChannelWriter<T> target, Action<T> dropped) : IObserver<T>, IDisposable
{
    // Stands in _subscription once disposed.
    private static readonly IDisposable Ended = new Nothing();

    // Null until Subscribe has returned, which may be after the first values: whoever comes second, it or Dispose, disposes.
    private IDisposable? _subscription;

    /// <summary>Takes the subscription over; at once given up if this was disposed before it was there.</summary>
    public void Hold(IDisposable subscription)
    {
        // Pairs with the exchange in Dispose.
        if (Atomic.CompareExchange(ref _subscription, subscription, null) is not null) subscription.Dispose();
    }

    public void OnNext(T value)
    {
        if (target.TryWrite(value)) return;
        dropped(value);
        // Nobody will want what comes. Other writers do not tell a full channel from a closed one without a wait.
        if (target is Sender<T> { IsClosed: true }) Dispose();
    }

    public void OnError(Exception error) => target.TryComplete(error);

    public void OnCompleted() => target.TryComplete();

    public void Dispose()
    {
        if (Atomic.Exchange(ref _subscription, Ended) is { } subscription) subscription.Dispose();
    }

    private sealed class Nothing : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
