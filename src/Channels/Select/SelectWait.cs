using System.Threading.Tasks.Sources;
using Channels.Atomics;
using Channels.Waiting;

namespace Channels;

/// <summary>The wait of a <see cref="Select"/>, which stands in several lines at once. Who claims it first, a channel, a clock or a token, ends it; the others pass it by.</summary>
/// <remarks>
/// Its state goes from Claimed to Open when the select gets in the lines, and back when somebody claims it, who then ends
/// the wait. The select leaves every line before it opens again, so a claim never meets a later wait.
/// </remarks>
internal sealed class SelectWait : Waiter, IValueTaskSource<SelectCase?>
{
    private const int Claimed = 0;
    private const int Open = 1;

    private int _state;

    // Written by who claimed the wait, before it completes it.
    private SelectCase? _winner;

    private CancellationTokenRegistration _registration;
    private CancellationToken _cancelled;

    public void Begin() => Atomic.Write(ref _state, Open);

    public bool TryClaim() => Atomic.Read(ref _state) == Open && Atomic.CompareExchange(ref _state, Claimed, Open) == Open;

    public void Win(SelectCase winner)
    {
        _winner = winner;
        Complete();
    }

    /// <summary>Waits for the win; the select is in the lines, or somebody has claimed it already.</summary>
    public ValueTask<SelectCase?> WaitAsync(CancellationToken cancellationToken)
    {
        short version = Version;
        if (cancellationToken.CanBeCanceled)
            _registration = cancellationToken.UnsafeRegister(static (self, token) => ((SelectWait)self!).Cancel(token), this);
        return new ValueTask<SelectCase?>(this, version);
    }

    SelectCase? IValueTaskSource<SelectCase?>.GetResult(short token)
    {
        if (!IsPending(token))
        {
            // Waits for a callback that is running, so that none of this round can reach the next.
            Interleave.Dispose(_registration);
            _registration.Dispose();
            _registration = default;
        }

        EndRound(token);
        SelectCase? winner = _winner;
        _winner = null;
        CancellationToken cancelled = _cancelled;
        _cancelled = default;
        return winner ?? throw new OperationCanceledException(cancelled);
    }

    ValueTaskSourceStatus IValueTaskSource<SelectCase?>.GetStatus(short token)
    {
        if (IsPending(token)) return ValueTaskSourceStatus.Pending;
        return _winner is null ? ValueTaskSourceStatus.Canceled : ValueTaskSourceStatus.Succeeded;
    }

    private void Cancel(CancellationToken cancellationToken)
    {
        if (!TryClaim()) return;
        _cancelled = cancellationToken;
        Complete();
    }
}
