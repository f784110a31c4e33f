using Channels.Atomics;
using Channels.Waiting;

namespace Channels;

/// <summary>Tells one who waits, or all of them, that something happened, and carries no value: tokio's <c>Notify</c>.</summary>
/// <remarks>
/// <para>
/// A notification that finds nobody is kept for whoever waits next: one of them, however many there were. So a flag or a
/// queue that is changed before <see cref="NotifyOne"/> and looked at after <see cref="WaitAsync(CancellationToken)"/>
/// is never slept over. <see cref="NotifyAll"/> keeps nothing.
/// </para>
/// <para>
/// Safe from any thread, and nothing to dispose. Every wait is cancel-safe: one that is cancelled has taken no
/// notification, and one that was given a notification before its token was cancelled says so, and is not cancelled.
/// So none is lost, and there is nothing to forward: what tokio does in the destructor of a wait is settled here by who
/// takes the wait out of the line.
/// </para>
/// </remarks>
public sealed class Notify : IAwaitedLine<bool>, ISelectableReads<bool>
{
    // Guards everything below.
    private readonly Gate _gate = new();
    private WaiterLine<ReadWaiter<bool>> _line;
    private WaiterPool<AwaitedRead<bool>> _pool;

    // A notification that found nobody; never while somebody stands in the line.
    private bool _isNotified;

    Exception IAwaitedLine<bool>.EndOfReads => new InvalidOperationException("Notifications have no end.");

    /// <summary>Waits for a notification, in line: who waits longest is told first.</summary>
    /// <param name="cancellationToken">Ends the wait; no notification was taken then.</param>
    /// <remarks>The place in line is taken by the call, not by the first await: a <see cref="NotifyAll"/> after it is seen (tokio's <c>Notified::enable</c> is not needed).</remarks>
    public ValueTask WaitAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled(cancellationToken);
        AwaitedRead<bool> waiter;
        using (_gate.Enter())
        {
            if (_isNotified)
            {
                _isNotified = false;
                return default;
            }

            waiter = _pool.Rent() ?? new AwaitedRead<bool>(this);
            _line.Add(waiter);
        }

        return waiter.AsWait(cancellationToken);
    }

    /// <summary>Waits for a notification no longer than <paramref name="timeout"/>.</summary>
    /// <param name="timeout">Zero or more; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="timeProvider">The clock; the system's if <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the wait; no notification was taken then.</param>
    /// <returns><see langword="false"/> if the time was up: no notification was taken.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative, or longer than 49 days.</exception>
    public ValueTask<bool> TryWaitAsync(TimeSpan timeout, TimeProvider? timeProvider = null, CancellationToken cancellationToken = default)
    {
        TimeLimit.ThrowIfInvalid(timeout);
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<bool>(cancellationToken);
        return TryWait() ? new ValueTask<bool>(true) : TimedWait.WithinAsync(this, static (self, token) => self.WaitAsync(token), timeout, timeProvider, cancellationToken);
    }

    /// <summary>Takes the notification that was kept, and returns at once.</summary>
    /// <returns><see langword="false"/> if none was kept.</returns>
    public bool TryWait()
    {
        using (_gate.Enter())
        {
            bool isNotified = _isNotified;
            _isNotified = false;
            return isNotified;
        }
    }

    /// <summary>Waits for a notification and blocks the thread meanwhile: for plain threads only.</summary>
    /// <param name="cancellationToken">Ends the wait; no notification was taken then.</param>
    /// <exception cref="InvalidOperationException">The thread belongs to the pool, or runs the work of a synchronization context. Await <see cref="WaitAsync(CancellationToken)"/> there.</exception>
    public void Wait(CancellationToken cancellationToken = default)
    {
        Blocking.ThrowIfForbidden(nameof(Wait), nameof(WaitAsync));
        Blocking.Wait(WaitAsync(cancellationToken));
    }

    /// <summary>Waits for a notification no longer than <paramref name="timeout"/> and blocks the thread meanwhile: for plain threads only.</summary>
    /// <inheritdoc cref="TryWaitAsync"/>
    /// <exception cref="InvalidOperationException">The thread belongs to the pool, or runs the work of a synchronization context, as in <see cref="Wait"/>.</exception>
    public bool TryWait(TimeSpan timeout, TimeProvider? timeProvider = null, CancellationToken cancellationToken = default)
    {
        Blocking.ThrowIfForbidden("TryWait with a timeout", nameof(TryWaitAsync));
        return Blocking.Wait(TryWaitAsync(timeout, timeProvider, cancellationToken));
    }

    /// <summary>Tells who waits longest; if nobody does, the next one who comes, and only one of those.</summary>
    public void NotifyOne() => Tell(isLast: false);

    /// <summary>Tells who came last; if nobody waits, the next one who comes, and only one of those.</summary>
    public void NotifyLast() => Tell(isLast: true);

    /// <summary>Tells everybody who waits now; nothing is kept, so who comes later waits, and a notification that was kept before stays.</summary>
    public void NotifyAll()
    {
        WaiterChain told = default;
        using (_gate.Enter())
        {
            while (_line.TakeFirst() is { } waiter)
            {
                waiter.HandOver(true);
                told.Add(waiter);
            }
        }

        told.Finish();
    }

    bool ISelectableReads<bool>.TryEnlistRead(ReadWaiter<bool> waiter)
    {
        using (_gate.Enter())
        {
            if (_isNotified) return false;
            _line.Add(waiter);
            return true;
        }
    }

    void ISelectableReads<bool>.DelistRead(ReadWaiter<bool> waiter) => Delist(waiter);

    bool IAwaitedLine<bool>.DelistRead(ReadWaiter<bool> waiter) => Delist(waiter);

    void IAwaitedLine<bool>.Recycle(AwaitedRead<bool> waiter) => _pool.Return(waiter, _gate);

    private bool Delist(ReadWaiter<bool> waiter)
    {
        using (_gate.Enter()) return _line.Remove(waiter);
    }

    private void Tell(bool isLast)
    {
        ReadWaiter<bool>? waiter;
        using (_gate.Enter())
        {
            waiter = isLast ? _line.TakeLast() : _line.TakeFirst();
            if (waiter is null) _isNotified = true;
            else waiter.HandOver(true);
        }

        waiter?.Finish();
    }
}
