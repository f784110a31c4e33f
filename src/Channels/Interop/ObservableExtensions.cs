using System.Threading.Channels;

namespace Channels.Interop;

/// <summary>Between channels, which are asked, and <see cref="IObservable{T}"/>, which tells.</summary>
public static class ObservableExtensions
{
    /// <summary>A channel as an observable: who subscribes is told each value, as it comes.</summary>
    /// <param name="source">Any channel; it stays its owner's.</param>
    /// <returns>
    /// An observable for one subscription at a time: the values go to it and are gone, as with any reader. A second one
    /// throws <see cref="InvalidOperationException"/>; after the first was disposed another goes on where it stopped.
    /// </returns>
    /// <remarks>
    /// <para>
    /// Values are told one after the other from the thread pool; the next is taken when the observer has returned, so the
    /// channel's bound slows its writers down to the observer. At the end of the channel comes <c>OnCompleted</c>, or
    /// <c>OnError</c> with what it was closed with.
    /// </para>
    /// <para>
    /// Disposing the subscription, from anywhere and as often as you like, ends it: a value that was taken is still told,
    /// the others stay in the channel. An observer that throws is told its own exception by <c>OnError</c>, and its
    /// subscription ends; if that throws as well, it is an unobserved task exception.
    /// </para>
    /// </remarks>
    public static IObservable<T> AsObservable<T>(this ChannelReader<T> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new ChannelObservable<T>(source);
    }

    /// <summary>Writes what an observable tells into a channel, without a wait: an observable cannot be told to slow down.</summary>
    /// <param name="source">The observable; subscribed to now.</param>
    /// <param name="target">Any channel. It is closed with the observable, with its error if it has one.</param>
    /// <param name="dropped">
    /// Gets each value for which there was no room or which came after the channel was closed, on the thread that told it:
    /// count it, log it, or write it elsewhere. Nothing is lost in silence.
    /// </param>
    /// <returns>The subscription. Disposing it, from anywhere and as often as you like, unsubscribes and leaves the channel open. If the channel is one of ours, a value that finds it closed unsubscribes as well.</returns>
    public static IDisposable PipeTo<T>(this IObservable<T> source, ChannelWriter<T> target, Action<T> dropped)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(dropped);
        ChannelObserver<T> observer = new(target, dropped);
        observer.Hold(source.Subscribe(observer));
        return observer;
    }

    /// <summary>Writes what an observable tells into a channel without a bound, which has room for everything.</summary>
    /// <param name="source">The observable; subscribed to now.</param>
    /// <param name="target">A channel without a bound. It is closed with the observable, with its error if it has one. What is told after somebody else closed it is wanted by nobody, and dropped.</param>
    /// <inheritdoc cref="PipeTo{T}(IObservable{T}, ChannelWriter{T}, Action{T})"/>
    /// <exception cref="ArgumentException">The channel has a bound, so values may find no room: say what becomes of them.</exception>
    public static IDisposable PipeTo<T>(this IObservable<T> source, Sender<T> target)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (target.Capacity is { } capacity)
            throw new ArgumentException($"The channel holds at most {capacity} values, and an observable does not wait for room. Give a callback for those it drops, or take a channel without a bound.", nameof(target));
        return source.PipeTo(target, static _ => { });
    }
}
