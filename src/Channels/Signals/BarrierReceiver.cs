using Channels.Waiting;

namespace Channels;

/// <summary>The receiving end of a <see cref="BarrierChannel"/>: waits until its sender fires, and then never again.</summary>
/// <remarks>
/// Safe from any thread, by any number of waits at a time, and nothing to dispose: one may be shared by all, and needs no
/// clone. Every wait is cancel-safe: one that is cancelled has lost nothing, for the event does not go away.
/// </remarks>
public sealed class BarrierReceiver
{
    private readonly BarrierGate _gate;

    internal BarrierReceiver(BarrierGate gate) => _gate = gate;

    /// <summary>Whether a wait would pass at once; once true it stays so.</summary>
    public bool HasFired => _gate.IsOpen;

    /// <summary>Where a select gets in line.</summary>
    internal ISelectableReads<bool> LineToSelect => _gate;

    /// <summary>Waits until the sender fires or is disposed; passes at once after that.</summary>
    /// <param name="cancellationToken">Ends the wait; a token that was cancelled before the call wins over an event that has happened.</param>
    public ValueTask WaitAsync(CancellationToken cancellationToken = default) => _gate.WaitAsync(cancellationToken);

    /// <summary>Waits until the sender fires or is disposed, no longer than <paramref name="timeout"/>.</summary>
    /// <param name="timeout">Zero or more; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="timeProvider">The clock; the system's if <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see langword="false"/> if the time was up.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative, or longer than 49 days.</exception>
    public ValueTask<bool> TryWaitAsync(TimeSpan timeout, TimeProvider? timeProvider = null, CancellationToken cancellationToken = default)
    {
        TimeLimit.ThrowIfInvalid(timeout);
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<bool>(cancellationToken);
        return HasFired ? new ValueTask<bool>(true) : TimedWait.WithinAsync(_gate, static (gate, token) => gate.WaitAsync(token), timeout, timeProvider, cancellationToken);
    }

    /// <summary>Waits until the sender fires or is disposed and blocks the thread meanwhile: for plain threads only.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">The thread belongs to the pool, or runs the work of a synchronization context. Await <see cref="WaitAsync"/> there.</exception>
    public void Wait(CancellationToken cancellationToken = default)
    {
        Blocking.ThrowIfForbidden(nameof(Wait), nameof(WaitAsync));
        Blocking.Wait(WaitAsync(cancellationToken));
    }

    /// <summary>Waits until the sender fires or is disposed, no longer than <paramref name="timeout"/>, and blocks the thread meanwhile: for plain threads only.</summary>
    /// <inheritdoc cref="TryWaitAsync"/>
    /// <exception cref="InvalidOperationException">The thread belongs to the pool, or runs the work of a synchronization context, as in <see cref="Wait"/>.</exception>
    public bool TryWait(TimeSpan timeout, TimeProvider? timeProvider = null, CancellationToken cancellationToken = default)
    {
        Blocking.ThrowIfForbidden("TryWait with a timeout", nameof(TryWaitAsync));
        return Blocking.Wait(TryWaitAsync(timeout, timeProvider, cancellationToken));
    }
}
