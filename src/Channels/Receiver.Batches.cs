using System.Runtime.CompilerServices;

namespace Channels;

public abstract partial class Receiver<T>
{
    /// <summary>Takes as many values as there are and fit, in order, and returns at once.</summary>
    /// <returns>How many were taken; 0 also at the end of the channel.</returns>
    public int TryReadMany(Span<T> destination) => Side.TryReadMany(destination);

    /// <summary>Takes the values there are, at most <paramref name="limit"/>, adds them to a collection, in order, and returns at once.</summary>
    /// <inheritdoc cref="TryReadMany(Span{T})"/>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is below 0.</exception>
    public int TryReadMany(ICollection<T> destination, int limit = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        int taken = 0;
        for (; taken < limit && TryRead(out T? item); taken++) destination.Add(item);
        return taken;
    }

    /// <summary>Waits for a value and takes as many as there are then and fit, in order.</summary>
    /// <param name="destination">Where they go, from the first place on.</param>
    /// <param name="cancellationToken">Ends the wait; nothing was consumed then.</param>
    /// <returns>How many were taken: 0 only at the end of the channel, or for an empty destination.</returns>
    /// <remarks>The semantics of tokio's <c>recv_many</c>.</remarks>
    public ValueTask<int> ReadManyAsync(Memory<T> destination, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<int>(cancellationToken);
        int taken = Side.TryReadMany(destination.Span);
        return taken != 0 || destination.IsEmpty ? new ValueTask<int>(taken) : FirstOfManyAsync(destination, cancellationToken);
    }

    /// <summary>Waits for a value and adds what there is then to a collection, at most <paramref name="limit"/>, in order.</summary>
    /// <param name="destination">Where they are added.</param>
    /// <param name="limit">The most to take; 0 takes none and does not wait.</param>
    /// <param name="cancellationToken">Ends the wait; nothing was consumed then.</param>
    /// <returns>How many were taken: 0 only at the end of the channel, or for a limit of 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is below 0.</exception>
    public ValueTask<int> ReadManyAsync(ICollection<T> destination, int limit, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<int>(cancellationToken);
        int taken = TryReadMany(destination, limit);
        return taken != 0 || limit == 0 ? new ValueTask<int>(taken) : FirstOfManyAsync(destination, limit, cancellationToken);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> FirstOfManyAsync(Memory<T> destination, CancellationToken cancellationToken)
    {
        ReadResult<T> first = await TryReadAsync(cancellationToken).ConfigureAwait(false);
        if (!first.HasValue) return 0;
        destination.Span[0] = first.Value;
        return 1 + _side.TryReadMany(destination.Span[1..]);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> FirstOfManyAsync(ICollection<T> destination, int limit, CancellationToken cancellationToken)
    {
        ReadResult<T> first = await TryReadAsync(cancellationToken).ConfigureAwait(false);
        if (!first.HasValue) return 0;
        destination.Add(first.Value);
        return 1 + TryReadMany(destination, limit - 1);
    }
}
