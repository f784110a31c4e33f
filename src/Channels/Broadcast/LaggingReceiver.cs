using System.Runtime.CompilerServices;

namespace Channels;

/// <summary>A receiver of a lagging broadcast, from <see cref="Broadcast.Lagging{T}"/>: it gets every value, or is told how many it missed.</summary>
/// <remarks>
/// <para>
/// What it reads is a <see cref="Lagging{T}"/>. When values were overwritten that it had not read, the next read is their
/// number, and the one after that the oldest value that is still there: received and missed are together what was
/// written. This holds to the end: after the close the gap is told first, then what is left, then the end.
/// </para>
/// <para><see cref="Receiver{T}.Count"/> is how many reads succeed now, a gap being one of them; <see cref="Missed"/> is how many values that gap is. <see cref="Receiver{T}.CloseAndTake"/> takes what not everybody has read, from all receivers, who are told that they missed it.</para>
/// </remarks>
public sealed class LaggingReceiver<T> : Receiver<Lagging<T>>
{
    private readonly LaggingSubscription<T> _subscription;

    internal LaggingReceiver(LaggingSubscription<T> subscription)
        : base(subscription) =>
        _subscription = subscription;

    internal override object Identity => _subscription.Channel;

    /// <summary>How many values were overwritten that this receiver had not read, and has not been told of yet. Its next read is this number, if it is not 0; it may have grown by then.</summary>
    public long Missed
    {
        get
        {
            ThrowIfDisposed();
            return _subscription.Missed;
        }
    }

    /// <summary>Makes a further receiver at the position of this one: it gets, or misses, what this one has not read, and all that follows.</summary>
    public LaggingReceiver<T> Clone()
    {
        ThrowIfDisposed();
        return new LaggingReceiver<T>(_subscription.Clone());
    }

    /// <summary>Makes a further receiver that gets what is written from now on, as <see cref="LaggingSender{T}.Subscribe"/> does.</summary>
    /// <remarks>The semantics of tokio's <c>Receiver::resubscribe</c>.</remarks>
    public LaggingReceiver<T> Resubscribe()
    {
        ThrowIfDisposed();
        return new LaggingReceiver<T>(LaggingSubscription<T>.Begin(_subscription.Channel));
    }

    /// <summary>All values until the end, for who does not want to look at gaps among them: those are given to <paramref name="onMissed"/>, so that none is lost in silence.</summary>
    /// <param name="onMissed">Called with the number of values that were missed, between the values before and after them, by whoever enumerates. What it throws ends the enumeration; the gap counts as told.</param>
    /// <param name="cancellationToken">Ends the wait for the next value; nothing was consumed then.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async IAsyncEnumerable<T> ReadValuesAsync(Action<long> onMissed, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(onMissed);
        await foreach (Lagging<T> next in ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (next.HasValue) yield return next.Value;
            else onMissed(next.Missed);
        }
    }

    /// <inheritdoc cref="Receiver{T}.IsSameChannel(Sender{T})"/>
    public bool IsSameChannel(LaggingSender<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return ReferenceEquals(Identity, other.Identity);
    }
}
