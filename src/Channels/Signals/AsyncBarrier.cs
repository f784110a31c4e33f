using Channels.Atomics;
using Channels.Waiting;

namespace Channels;

/// <summary>Where a number of parties wait for each other, round after round: tokio's <c>Barrier</c>.</summary>
/// <remarks>
/// <para>
/// Named for what it is beside System.Threading's <c>Barrier</c>, which blocks threads and registers its participants.
/// When the last party of a round comes, all of them pass, and the barrier stands again for the next round.
/// </para>
/// <para>
/// Safe from any thread, and nothing to dispose. Every wait is cancel-safe, which tokio's is not: one that is cancelled
/// takes its arrival back, so the others go on waiting for somebody in its place. One whose round was complete before its
/// token was cancelled has passed, and is not cancelled.
/// </para>
/// </remarks>
public sealed class AsyncBarrier : IAwaitedLine<BarrierWaitResult>
{
    // Guards everything below.
    private readonly Gate _gate = new();
    private WaiterLine<ReadWaiter<BarrierWaitResult>> _line;
    private WaiterPool<AwaitedRead<BarrierWaitResult>> _pool;

    // How many stand in the line; always less than Parties.
    private int _arrived;
    private long _round;

    /// <summary>A barrier for as many parties.</summary>
    /// <param name="parties">1 or more. One alone passes at once, as the leader of each round.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="parties"/> is below 1.</exception>
    public AsyncBarrier(int parties)
    {
        if (parties < 1)
            throw new ArgumentOutOfRangeException(nameof(parties), parties, "A barrier is for one party or more: it opens when the last of them comes.");
        Parties = parties;
    }

    /// <summary>How many parties wait for each other.</summary>
    public int Parties { get; }

    /// <summary>How many have come and wait for the others; a moment later there may be more or fewer.</summary>
    public int Arrived
    {
        get
        {
            using (_gate.Enter()) return _arrived;
        }
    }

    Exception IAwaitedLine<BarrierWaitResult>.EndOfReads => new InvalidOperationException("A barrier has no end.");

    /// <summary>Arrives, and waits until all the parties of this round have.</summary>
    /// <param name="cancellationToken">Ends the wait and takes the arrival back; a token that was cancelled before the call arrives nowhere.</param>
    /// <returns>Which round it was, and whether this was the one that came last.</returns>
    public ValueTask<BarrierWaitResult> WaitAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<BarrierWaitResult>(cancellationToken);
        WaiterChain passed = default;
        AwaitedRead<BarrierWaitResult>? waiter = null;
        long round;
        using (_gate.Enter())
        {
            round = _round;
            if (_arrived + 1 < Parties)
            {
                _arrived++;
                waiter = _pool.Rent() ?? new AwaitedRead<BarrierWaitResult>(this);
                _line.Add(waiter);
            }
            else
            {
                _arrived = 0;
                _round++;
                while (_line.TakeFirst() is { } other)
                {
                    other.HandOver(new BarrierWaitResult(IsLeader: false, round));
                    passed.Add(other);
                }
            }
        }

        if (waiter is not null) return waiter.AsRead(cancellationToken);
        passed.Finish();
        return new ValueTask<BarrierWaitResult>(new BarrierWaitResult(IsLeader: true, round));
    }

    /// <summary>Arrives, and waits for the other parties no longer than <paramref name="timeout"/>.</summary>
    /// <param name="timeout">Zero or more; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="timeProvider">The clock; the system's if <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the wait and takes the arrival back.</param>
    /// <returns><see langword="null"/> if the time was up: the arrival was taken back.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative, or longer than 49 days.</exception>
    public ValueTask<BarrierWaitResult?> TryWaitAsync(TimeSpan timeout, TimeProvider? timeProvider = null, CancellationToken cancellationToken = default)
    {
        TimeLimit.ThrowIfInvalid(timeout);
        return TimedWait.WithinAsync(this, 0, static (self, _, token) => self.WaitAsync(token), timeout, timeProvider, cancellationToken);
    }

    /// <summary>Arrives, and blocks the thread until the other parties have: for plain threads only.</summary>
    /// <inheritdoc cref="WaitAsync"/>
    /// <exception cref="InvalidOperationException">The thread belongs to the pool, or runs the work of a synchronization context. Await <see cref="WaitAsync"/> there.</exception>
    public BarrierWaitResult Wait(CancellationToken cancellationToken = default)
    {
        Blocking.ThrowIfForbidden(nameof(Wait), nameof(WaitAsync));
        return Blocking.Wait(WaitAsync(cancellationToken));
    }

    bool IAwaitedLine<BarrierWaitResult>.DelistRead(ReadWaiter<BarrierWaitResult> waiter)
    {
        using (_gate.Enter())
        {
            if (!_line.Remove(waiter)) return false;
            _arrived--;
            return true;
        }
    }

    void IAwaitedLine<BarrierWaitResult>.Recycle(AwaitedRead<BarrierWaitResult> waiter) => _pool.Return(waiter, _gate);
}
