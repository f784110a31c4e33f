using System.Threading.Channels;
using Channels.Atomics;

namespace Channels.Interop;

/// <summary>A channel as an observable, with one subscription at a time.</summary>
internal sealed class ChannelObservable<T>(ChannelReader<T> source) : IObservable<T>
{
    private readonly ChannelReader<T> _source = source;

    // Null while nobody is subscribed. Set by the one who subscribes, taken back when its loop has ended.
    private Subscription? _subscription;

    public IDisposable Subscribe(IObserver<T> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        Subscription subscription = new(this, observer);
        if (Atomic.CompareExchange(ref _subscription, subscription, null) is not null)
            throw new InvalidOperationException("This channel has a subscription, or one whose last value is still being told: it gives each value once. Dispose that one first, or use a broadcast channel with a receiver for each observer.");
        subscription.Start();
        return subscription;
    }

    /// <summary>One observer and the loop that tells it.</summary>
    private sealed class Subscription(ChannelObservable<T> owner, IObserver<T> observer) : IDisposable
    {
        // Never disposed: it has no timer and nobody asks for its wait handle, and Dispose may be called at any time.
        private readonly CancellationTokenSource _ending = new();

        // Nobody awaits it, and nobody has to: what the observer throws at its OnError faults it, which the runtime reports.
        public void Start() => _ = RunAsync();

        public void Dispose() => _ending.Cancel();

        private async Task RunAsync()
        {
            // Off the subscriber's stack and context: a channel that never runs dry would keep Subscribe from returning.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            Exception? error = null;
            try
            {
                await TellAsync().ConfigureAwait(false);
            }
            catch (Exception failure)
            {
                error = failure;
            }

            // Before the observer is told: it may subscribe again there.
            Atomic.Write(ref owner._subscription, null);
            if (error is OperationCanceledException && _ending.IsCancellationRequested) return;
            if (error is not null) observer.OnError(error);
            else if (!_ending.IsCancellationRequested) observer.OnCompleted();
        }

        private async ValueTask TellAsync()
        {
            while (await owner._source.WaitToReadAsync(_ending.Token).ConfigureAwait(false))
            {
                while (!_ending.IsCancellationRequested && owner._source.TryRead(out T? item)) observer.OnNext(item);
            }
        }
    }
}
