using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Channels.Atomics;

namespace Channels;

public sealed partial class Select
{
    // Why a case could not get in line; thrown unless another was served meanwhile.
    private ExceptionDispatchInfo? _refusal;

    private bool HasEnabled
    {
        get
        {
            foreach (SelectCase @case in _cases)
            {
                if (@case.IsEnabled) return true;
            }

            return false;
        }
    }

    /// <summary>Claims the wait for the caller; from any thread, under the gate of the channel that would end it.</summary>
    internal bool TryClaim() => _wait.TryClaim();

    /// <summary>Ends the wait, which the caller has claimed, with this case; outside any gate.</summary>
    internal void Win(SelectCase winner) => _wait.Win(winner);

    internal void ThrowIfWaiting()
    {
        if (Atomic.Read(ref _isWaiting) != 0) ThrowWaiting();
    }

    private static void ThrowWaiting() =>
        throw new InvalidOperationException("This select is waiting now. It is for one user at a time: await the pending NextAsync first, or make another select.");

    private void BeginCall()
    {
        if (Atomic.Exchange(ref _isWaiting, 1) != 0) ThrowWaiting();
        foreach (SelectCase @case in _cases) (@case as SelectTimeout)?.Begin();
    }

    private void EndCall() => Atomic.Write(ref _isWaiting, 0);

    private TCase Add<TCase>(TCase @case)
        where TCase : SelectCase
    {
        ThrowIfWaiting();
        _cases.Add(@case);
        return @case;
    }

    /// <summary>Does one case that needs no wait; timeouts are asked last.</summary>
    private SelectCase? TryTake()
    {
        int first = FirstOfRound();
        return TryTake(first, areLast: false) ?? TryTake(first, areLast: true);
    }

    private SelectCase? TryTake(int first, bool areLast)
    {
        for (int step = 0; step < _cases.Count; step++)
        {
            SelectCase @case = _cases[(first + step) % _cases.Count];
            if (@case.IsEnabled && @case.GoesLast == areLast && @case.TryTake()) return @case;
        }

        return null;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<SelectCase?> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                SelectCase? winner = null;
                try
                {
                    winner = await StandInLinesAsync(cancellationToken).ConfigureAwait(false);
                }
                finally
                {
                    LeaveLines();
                }

                if (TryEndWait(winner, out SelectCase? done)) return done;
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            EndCall();
        }
    }

    /// <summary>Gets in the line of each case and waits until one of them is won; null if there is no need to wait.</summary>
    internal ValueTask<SelectCase?> StandInLinesAsync(CancellationToken cancellationToken)
    {
        _wait.Begin();
        // A case that became ready while we got in line ends the wait, unless somebody else has ended it.
        return TryEnlistAll() || !_wait.TryClaim() ? _wait.WaitAsync(cancellationToken) : default;
    }

    /// <summary>Gets out of every line, before the next wait: no later claim may find a waiter of this one.</summary>
    internal void LeaveLines()
    {
        foreach (SelectCase @case in _cases) @case.Delist();
    }

    /// <summary>Ends the call with the case that was won, or one that is ready now, or null if none is left; false if it has to wait again.</summary>
    internal bool TryEndWait(SelectCase? winner, out SelectCase? done)
    {
        done = winner is not null && winner.Settle() ? winner : null;
        if (done is not null) return true;

        ExceptionDispatchInfo? refusal = _refusal;
        _refusal = null;
        refusal?.Throw();
        done = TryTake();
        return done is not null || !HasEnabled;
    }

    /// <summary>False if one of the cases need not wait, or must not.</summary>
    private bool TryEnlistAll()
    {
        _refusal = null;
        try
        {
            foreach (SelectCase @case in _cases)
            {
                if (@case.IsEnabled && !@case.TryEnlist()) return false;
            }

            return true;
        }
        catch (Exception failure)
        {
            // A receiver with a pending read, or a disposed one. Kept for later: another case may have been served by now.
            _refusal = ExceptionDispatchInfo.Capture(failure);
            return false;
        }
    }

    /// <summary>Where a round begins: anywhere, or with the first.</summary>
    private int FirstOfRound()
    {
        if (_order == SelectOrder.Declared || _cases.Count < 2) return 0;
        // Xorshift: good enough to be fair, and it allocates nothing.
        _dice ^= _dice << 13;
        _dice ^= _dice >> 17;
        _dice ^= _dice << 5;
        return (int)(_dice % (uint)_cases.Count);
    }
}
