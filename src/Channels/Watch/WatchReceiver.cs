using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Channels.Waiting;

namespace Channels;

/// <summary>The receiving end of a <see cref="Watch"/>: looks at the newest value, and waits for one that it has not seen.</summary>
/// <remarks>
/// <para>
/// Every receiver sees for itself: each remembers which value it saw last. <see cref="ReadAsync"/> and <c>TryRead</c> give
/// the newest value if it has not been seen, and it is seen from then on; <see cref="Value"/> and <c>TryPeek</c> leave it
/// as it is. A value that nobody has seen can be read after the close, then comes the end.
/// </para>
/// <para>
/// Safe from any thread. Several waits of one receiver are served first come first served, each with a value of its own:
/// give everybody who wants each value a <see cref="Clone"/>. Every wait is cancel-safe: one that is cancelled has seen
/// nothing. <see cref="Receiver{T}.Dispose"/> ends this receiver's waits as if the channel had closed.
/// <see cref="Receiver{T}.CloseAndTake"/> hands nothing over, for the value is everybody's, and stays to be looked at.
/// </para>
/// </remarks>
public sealed class WatchReceiver<T> : Receiver<T>
{
    private readonly WatchChannel<T> _channel;
    private readonly WatchSubscription<T> _subscription;

    internal WatchReceiver(WatchChannel<T> channel, WatchSubscription<T> subscription)
        : base(subscription)
    {
        _channel = channel;
        _subscription = subscription;
    }

    /// <summary>The newest value, seen or not, and leaves it so; also once the channel is closed. tokio's <c>borrow</c>.</summary>
    public T Value => Subscription.Channel.Value;

    /// <summary>Whether there is a value that this receiver has not seen; also once the channel is closed, where tokio's <c>has_changed</c> fails: for that see <see cref="Receiver{T}.IsClosed"/>.</summary>
    public bool HasChanged => Subscription.HasUnseen;

    internal override object Identity => _channel;

    private WatchSubscription<T> Subscription
    {
        get
        {
            ThrowIfDisposed();
            return _subscription;
        }
    }

    /// <summary>Waits for a value that this receiver has not seen, and sees it. tokio's <c>changed</c>, with the value.</summary>
    /// <param name="cancellationToken">Ends the wait; nothing was seen then.</param>
    /// <returns>The newest value; those between it and the last one seen are skipped.</returns>
    /// <exception cref="ChannelClosedException">The channel is closed and its last value was seen.</exception>
    public override ValueTask<T> ReadAsync(CancellationToken cancellationToken = default) => Subscription.ReadAsync(cancellationToken);

    /// <summary>The newest value, seen or not, and it is seen from now on; never waits. tokio's <c>borrow_and_update</c>.</summary>
    public T ReadCurrent() => Subscription.ReadCurrent();

    /// <summary>Waits for a value that <paramref name="predicate"/> accepts, beginning with the newest, seen or not. tokio's <c>wait_for</c>.</summary>
    /// <param name="predicate">Runs under no lock, on this thread for the newest value and where the wait goes on for later ones. If it throws, the wait ends with that.</param>
    /// <param name="cancellationToken">Ends the wait; values that were rejected by then are seen, none that would be accepted.</param>
    /// <returns>The very value that was accepted, though a newer one may be there by now; it is seen. Values that come while the predicate runs may be skipped.</returns>
    /// <exception cref="ChannelClosedException">The channel is closed, and its last value was rejected.</exception>
    public ValueTask<T> WaitForAsync(Func<T, bool> predicate, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<T>(cancellationToken);
        return UntilAsync(Subscription, predicate, cancellationToken);
    }

    /// <summary>Waits for a value that <paramref name="predicate"/> accepts no longer than <paramref name="timeout"/>.</summary>
    /// <param name="predicate">As for <see cref="WaitForAsync"/>.</param>
    /// <param name="timeout">Zero or more; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="timeProvider">The clock; the system's if <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The value; or <see cref="ReadStatus.Empty"/> if the time was up; or <see cref="ReadStatus.Closed"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative, or longer than 49 days.</exception>
    public ValueTask<ReadResult<T>> TryWaitForAsync(Func<T, bool> predicate, TimeSpan timeout, TimeProvider? timeProvider = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        TimeLimit.ThrowIfInvalid(timeout);
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<ReadResult<T>>(cancellationToken);
        return WithinAsync(Subscription, predicate, timeout, timeProvider, cancellationToken);
    }

    /// <summary>Waits for a value that <paramref name="predicate"/> accepts and blocks the thread meanwhile: for plain threads only.</summary>
    /// <inheritdoc cref="WaitForAsync"/>
    /// <exception cref="InvalidOperationException">The thread belongs to the pool, or runs the work of a synchronization context. Await <see cref="WaitForAsync"/> there.</exception>
    public T WaitFor(Func<T, bool> predicate, CancellationToken cancellationToken = default)
    {
        Blocking.ThrowIfForbidden(nameof(WaitFor), nameof(WaitForAsync));
        return Blocking.Wait(WaitForAsync(predicate, cancellationToken));
    }

    /// <summary>Has the newest value count as not seen, so that the next read gives it again; a wait of this receiver gets it at once.</summary>
    public void MarkChanged() => Subscription.MarkChanged();

    /// <summary>Has the newest value count as seen, so that the next read waits for another.</summary>
    public void MarkUnchanged() => Subscription.ReadCurrent();

    /// <summary>Makes a further receiver of this channel, with its own life, that has seen what this one has.</summary>
    public WatchReceiver<T> Clone() => new(_channel, _channel.Clone(Subscription));

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<T> UntilAsync(WatchSubscription<T> subscription, Func<T, bool> predicate, CancellationToken cancellationToken)
    {
        T value = subscription.ReadCurrent();
        while (!predicate(value)) value = await subscription.ReadAsync(cancellationToken).ConfigureAwait(false);
        return value;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<ReadResult<T>> WithinAsync(
        WatchSubscription<T> subscription, Func<T, bool> predicate, TimeSpan timeout, TimeProvider? timeProvider, CancellationToken cancellationToken)
    {
        using TimeLimit limit = new(timeout, timeProvider, cancellationToken);
        try
        {
            return new ReadResult<T>(ReadStatus.Read, await UntilAsync(subscription, predicate, limit.Token).ConfigureAwait(false));
        }
        catch (ChannelClosedException)
        {
            return new ReadResult<T>(ReadStatus.Closed, default);
        }
        catch (OperationCanceledException cancelled) when (cancelled.CancellationToken == limit.Token)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new ReadResult<T>(ReadStatus.Empty, default);
        }
    }
}
