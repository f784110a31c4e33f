using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Channels.Waiting;

namespace Channels;

public abstract partial class Sender<T>
{
    /// <summary>Waits for room and sets it aside, so that what is written into it never waits and never fails.</summary>
    /// <param name="count">How many values the room is for, 1 by default. Room for several is gathered in line: who waits behind gets none before.</param>
    /// <param name="cancellationToken">Ends the wait; nothing was reserved then.</param>
    /// <returns>A permit that outlives this sender. Dispose it: what is not used goes back to the next in line.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1, or above the channel's capacity: it would never be met.</exception>
    /// <exception cref="ChannelClosedException">The channel is closed, or was while this waited.</exception>
    /// <remarks>The semantics of tokio's <c>reserve_owned</c> and <c>reserve_many</c>: a channel that is closed meanwhile takes the values of open permits, and its readers wait for those before they find the end.</remarks>
    public ValueTask<Permit<T>> ReserveAsync(int count = 1, CancellationToken cancellationToken = default)
    {
        ThrowIfOutOfRange(count);
        ValueTask<bool> reserve = Side.ReserveAsync(count, cancellationToken);
        if (!reserve.IsCompletedSuccessfully) return PermitAsync(reserve, count);
        return reserve.Result
            ? new ValueTask<Permit<T>>(Permit<T>.For(_side, count))
            : ValueTask.FromException<Permit<T>>(Closing.ReadError(_side.Error));
    }

    /// <summary>Sets room aside if there is enough, and returns at once.</summary>
    /// <param name="count">How many values the room is for: all or none.</param>
    /// <param name="permit">The permit; dispose it.</param>
    /// <returns><see langword="false"/> if there is not enough room, or others wait for it, or the channel is closed.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1, or above the channel's capacity.</exception>
    public bool TryReserve(out Permit<T> permit, int count = 1)
    {
        ThrowIfOutOfRange(count);
        bool isReserved = Side.TryReserve(count) == WriteStatus.Written;
        permit = isReserved ? Permit<T>.For(_side, count) : default;
        return isReserved;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Permit<T>> PermitAsync(ValueTask<bool> reserve, int count) =>
        await reserve.ConfigureAwait(false) ? Permit<T>.For(_side, count) : throw Closing.ReadError(_side.Error);

    internal void ThrowIfOutOfRange(int count)
    {
        // A capacity of 0 is the kind's to refuse: no count would do.
        if (count < 1 || (Side.Capacity is > 0 and var capacity && count > capacity))
        {
            throw new ArgumentOutOfRangeException(
                nameof(count), count, $"A permit is for one value or more, and for no more than the channel ever holds, which is {_side.Capacity?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "unbounded"}.");
        }
    }
}
