using Channels.Waiting;

namespace Channels;

public sealed partial class FairSemaphore
{
    /// <summary>Waits for permits, in line, and takes them.</summary>
    /// <param name="count">1 or more. More than there are waits until <see cref="AddPermits"/> brings them, and lets nobody pass meanwhile.</param>
    /// <param name="cancellationToken">Ends the wait; nothing was taken then.</param>
    /// <returns>The permit; dispose it to give the permits back.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    /// <exception cref="SemaphoreClosedException">It is closed, or was while this waited.</exception>
    public ValueTask<SemaphorePermit> AcquireAsync(int count = 1, CancellationToken cancellationToken = default)
    {
        ThrowIfBelowOne(count);
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<SemaphorePermit>(cancellationToken);
        AwaitedRead<SemaphorePermit> waiter;
        using (_gate.Enter())
        {
            if (_isClosed) return ValueTask.FromException<SemaphorePermit>(new SemaphoreClosedException());
            if (_line.IsEmpty && count <= _free) return new ValueTask<SemaphorePermit>(TakeLocked(count));
            waiter = _pool.Rent() ?? new AwaitedRead<SemaphorePermit>(this);
            waiter.Want(count);
            _line.Add(waiter);
        }

        return waiter.AsRead(cancellationToken);
    }

    /// <summary>Takes permits if there are enough, and returns at once.</summary>
    /// <param name="count">1 or more: all or none.</param>
    /// <param name="permit">The permit; dispose it to give the permits back. Holds none on <see langword="false"/>.</param>
    /// <returns><see langword="false"/> if there are not enough, or others wait, or it is closed.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public bool TryAcquire(out SemaphorePermit permit, int count = 1)
    {
        ThrowIfBelowOne(count);
        permit = default;
        using (_gate.Enter())
        {
            if (_isClosed || !_line.IsEmpty || count > _free) return false;
            permit = TakeLocked(count);
            return true;
        }
    }

    /// <summary>Waits for permits no longer than <paramref name="timeout"/>, and takes them.</summary>
    /// <param name="timeout">Zero or more; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="count">1 or more.</param>
    /// <param name="timeProvider">The clock; the system's if <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the wait; nothing was taken then.</param>
    /// <returns>The permit, or <see langword="null"/> if the time was up: nothing was taken.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1; or <paramref name="timeout"/> is negative, or longer than 49 days.</exception>
    /// <exception cref="SemaphoreClosedException">It is closed, or was while this waited.</exception>
    public ValueTask<SemaphorePermit?> TryAcquireAsync(TimeSpan timeout, int count = 1, TimeProvider? timeProvider = null, CancellationToken cancellationToken = default)
    {
        TimeLimit.ThrowIfInvalid(timeout);
        ThrowIfBelowOne(count);
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<SemaphorePermit?>(cancellationToken);
        return TryAcquire(out SemaphorePermit permit, count)
            ? new ValueTask<SemaphorePermit?>(permit)
            : TimedWait.WithinAsync(this, count, static (self, count, token) => self.AcquireAsync(count, token), timeout, timeProvider, cancellationToken);
    }

    /// <summary>Waits for permits and takes them, and blocks the thread meanwhile: for plain threads only.</summary>
    /// <inheritdoc cref="AcquireAsync"/>
    /// <exception cref="InvalidOperationException">The thread belongs to the pool, or runs the work of a synchronization context. Await <see cref="AcquireAsync"/> there.</exception>
    public SemaphorePermit Acquire(int count = 1, CancellationToken cancellationToken = default)
    {
        Blocking.ThrowIfForbidden(nameof(Acquire), nameof(AcquireAsync));
        return Blocking.Wait(AcquireAsync(count, cancellationToken));
    }

    /// <summary>Waits for permits no longer than <paramref name="timeout"/> and takes them, and blocks the thread meanwhile: for plain threads only.</summary>
    /// <inheritdoc cref="TryAcquireAsync"/>
    /// <exception cref="InvalidOperationException">The thread belongs to the pool, or runs the work of a synchronization context. Await <see cref="TryAcquireAsync"/> there.</exception>
    public SemaphorePermit? TryAcquire(TimeSpan timeout, int count = 1, TimeProvider? timeProvider = null, CancellationToken cancellationToken = default)
    {
        Blocking.ThrowIfForbidden("TryAcquire with a timeout", nameof(TryAcquireAsync));
        return Blocking.Wait(TryAcquireAsync(timeout, count, timeProvider, cancellationToken));
    }

    internal static void ThrowIfBelowOne(int count)
    {
        if (count < 1) throw new ArgumentOutOfRangeException(nameof(count), count, "A permit is for 1 or more.");
    }
}
