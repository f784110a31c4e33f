using Actors.Diagnostics;
using Channels.Atomics;
using Microsoft.Extensions.Logging;

namespace Actors.Events;

/// <summary>Tells subscribers of dead letters, and takes care that none of them stands in the way of a delivery.</summary>
internal sealed class DeadLetterStream(ILogger logger) : IObservable<DeadLetter>
{
    // Replaced as a whole by compare-and-swap; who publishes reads it once.
    private IObserver<DeadLetter>[] _observers = [];

    /// <summary>Whether a dead letter has to be made at all.</summary>
    public bool IsObserved => Atomic.Read(ref _observers).Length != 0;

    public IDisposable Subscribe(IObserver<DeadLetter> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        Replace(observers => [.. observers, observer]);
        return new Subscription(this, observer);
    }

    public void Publish(DeadLetter letter)
    {
        foreach (IObserver<DeadLetter> observer in Atomic.Read(ref _observers))
        {
            try
            {
                observer.OnNext(letter);
            }
#pragma warning disable CA1031 // A subscriber's mistake is the subscriber's, not the sender's.
            catch (Exception error)
#pragma warning restore CA1031
            {
                Remove(observer);
                logger.DeadLetterObserverThrew(error);
            }
        }
    }

    private void Remove(IObserver<DeadLetter> observer) => Replace(observers =>
    {
        int at = Array.IndexOf(observers, observer);
        return at < 0 ? observers : [.. observers[..at], .. observers[(at + 1)..]];
    });

    private void Replace(Func<IObserver<DeadLetter>[], IObserver<DeadLetter>[]> change)
    {
        while (true)
        {
            IObserver<DeadLetter>[] before = Atomic.Read(ref _observers);
            if (ReferenceEquals(Atomic.CompareExchange(ref _observers, change(before), before), before)) return;
        }
    }

    private sealed class Subscription(DeadLetterStream stream, IObserver<DeadLetter> observer) : IDisposable
    {
        public void Dispose() => stream.Remove(observer);
    }
}
