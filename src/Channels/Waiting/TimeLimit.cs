using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Channels.Waiting;

/// <summary>A token that is cancelled after a time or with the caller's token, whichever comes first; used again if it was not cancelled.</summary>
[SuppressMessage("Design", "CA1001", Justification = "It is disposable; its source is kept or disposed, as the case may be.")]
internal readonly struct TimeLimit : IDisposable
{
    private const int MostKept = 64;

    // Of TimeProvider.System only: a source cannot change its clock.
    private static readonly ConcurrentQueue<CancellationTokenSource> Kept = new();

    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _registration;
    private readonly bool _isOfSystem;

    public TimeLimit(TimeSpan timeout, TimeProvider? timeProvider, CancellationToken cancellationToken)
    {
        _isOfSystem = timeProvider is null || timeProvider == TimeProvider.System;
        if (_isOfSystem)
        {
            _source = Kept.TryDequeue(out CancellationTokenSource? kept) ? kept : new CancellationTokenSource();
            _source.CancelAfter(timeout);
        }
        else
        {
            _source = new CancellationTokenSource(timeout, timeProvider!);
        }

        if (cancellationToken.CanBeCanceled)
            _registration = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>The most a timer can wait, as <see cref="CancellationTokenSource.CancelAfter(TimeSpan)"/> has it.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not <see cref="Timeout.InfiniteTimeSpan"/>, or longer than a timer can wait.</exception>
    public static void ThrowIfInvalid(TimeSpan timeout)
    {
        if (timeout != Timeout.InfiniteTimeSpan && (timeout < TimeSpan.Zero || timeout.TotalMilliseconds > uint.MaxValue - 1))
            throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "A timeout is zero or more and at most 49 days, or Timeout.InfiniteTimeSpan for none.");
    }

    public void Dispose()
    {
        // Waits for a callback that is running: the source is not given to the next before that.
        _registration.Dispose();
        if (_isOfSystem && Kept.Count < MostKept && _source.TryReset()) Kept.Enqueue(_source);
        else _source.Dispose();
    }
}
