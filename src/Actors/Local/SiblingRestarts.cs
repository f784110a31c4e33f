using Actors.Diagnostics;
using Channels.Atomics;

namespace Actors.Local;

/// <summary>
/// Restarts siblings together, one failure after the other, as OTP's supervisor process does: those that share the
/// failure end in reverse start order, and begin again in start order.
/// </summary>
/// <remarks>
/// It only says whose turn it is; each actor ends and begins in its own turn, and waits between the two in its
/// <see cref="Interlude"/>. It needs no turn of the supervisor, which may be busy, or be waiting for one of these.
/// </remarks>
internal sealed class SiblingRestarts(LocalActorSystem system, ChildSet siblings)
{
    // Guards the fields after it. Actors fail in their own turns.
    private readonly Gate _gate = new();

    // The first is under way.
    private readonly List<SiblingRound> _rounds = [];
    private bool _isRunning;

    // Replaced at each delay; ended early when the supervisor ends.
    private TaskCompletionSource _hurry = TimedWait.New();

    /// <summary>Whoever waits for a backoff goes on: the supervisor ends, or its system.</summary>
    public void Hurry() => Atomic.Read(ref _hurry).TrySetResult();

    /// <summary>An actor failed and is to be restarted with its siblings; in its own turn, which comes back when it runs again or has ended.</summary>
    public async ValueTask RestartAsync(ActorCell cell, Exception error)
    {
        Interlude interlude = cell.Extras.EnterInterlude();
        if (!TryEnter(cell, error, out bool isFirst))
        {
            cell.Extras.LeaveInterlude();
            await FailureHandler.EscalateAsync(cell, FailureHandler.WhyGivenUp(cell, error));
            return;
        }

        // It runs beside us from its first wait on, which is for the end of our own instance.
        if (isFirst) _ = RunAsync();
        await TakePartAsync(cell, interlude, error);
    }

    /// <summary>An actor is to be restarted because a sibling failed; in its own turn, as above.</summary>
    public ValueTask TakePartAsync(ActorCell cell)
    {
        Interlude interlude = cell.Extras.EnterInterlude();
        return TakePartAsync(cell, interlude, CurrentCause());
    }

    /// <summary>Counts the failure, unless it is part of one that was counted: those who fail together are restarted once. False if it is one too many.</summary>
    private bool TryEnter(ActorCell cell, Exception error, out bool isFirst)
    {
        using (_gate.Enter())
        {
            isFirst = false;
            if (_rounds.Exists(round => round.Takes(cell))) return true;
            if (!siblings.TryCountRestart(out int count)) return false;
            _rounds.Add(new SiblingRound(cell, error, count));
            isFirst = !_isRunning;
            _isRunning = true;
            return true;
        }
    }

    /// <summary>The actor's part: ends its instance, and then does what it is told.</summary>
    private async ValueTask TakePartAsync(ActorCell cell, Interlude interlude, Exception cause)
    {
        if (cell.Instance is not null) await InstanceLife.EndForRestartAsync(cell, cause);
        interlude.TellPaused();
        while (await interlude.NextAsync(cell) is { } order)
        {
            if (order.End is { } end)
            {
                cell.Extras.LeaveInterlude();
                await end(cell);
                return;
            }

            Exception? error = await FailureHandler.TryBeginAsync(cell, cause, CurrentCount());
            if (error is null)
            {
                // In this order: once it is out, its next failure is one of its own, and a new round may pause it anew.
                cell.Lower(Signals.Pause);
                cell.Extras.LeaveInterlude();
                NoteBegun(cell);
                order.TellDone(null);
                return;
            }

            order.TellDone(error);
        }

        cell.Extras.LeaveInterlude();
        await cell.EndAsync(DeadLetterReason.StoppedBeforeHandling);
    }

    private async Task RunAsync()
    {
        try
        {
            while (Current() is { } round)
            {
                await RunAsync(round);
                using (_gate.Enter()) _rounds.RemoveAt(0);
            }
        }
#pragma warning disable CA1031 // Only ours can throw here, and nobody awaits it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            system.Logger.EngineFault(siblings.Owner?.Path ?? new ActorPath("/"), error);
        }
    }

    private async Task RunAsync(SiblingRound round)
    {
        while (true)
        {
            // Those that were never asked to start are not part of it.
            List<ActorCell> scope = [.. siblings.Snapshot().Where(cell => cell.IsLaunched && siblings.Strategy.Affects(cell.Number, round.Failed.Number))];
            await PauseAllAsync(scope, round);
            await DelayAsync(round.Failed);
            if (await BeginAllAsync(scope, round) is not { } next) return;
            Replace(next);
            round = next;
        }
    }

    /// <summary>The one that failed has ended its instance first, then the others do, the last started first; temporary ones end for good.</summary>
    private static async Task PauseAllAsync(List<ActorCell> scope, SiblingRound round)
    {
        await PauseAsync(round.Failed);
        for (int at = scope.Count - 1; at >= 0; at--)
        {
            ActorCell cell = scope[at];
            if (ReferenceEquals(cell, round.Failed)) continue;
            if (cell.Policy.Restart == RestartType.Temporary)
            {
                cell.Signal(Signals.Stop);
                await ChildStop.AwaitAsync(cell, cell.Stopped);
            }
            else
            {
                await PauseAsync(cell);
            }
        }
    }

    private static async Task PauseAsync(ActorCell cell)
    {
        Interlude interlude = cell.Extras.EnterInterlude();
        cell.Signal(Signals.Pause);
        await ChildStop.AwaitAsync(cell, interlude.Paused);
    }

    private async Task DelayAsync(ActorCell failed)
    {
        if (siblings.Strategy.Backoff is not { } backoff || failed.IsOver) return;
        // Its turn waits for us.
        TimeSpan delay = (failed.Extras.Backoff ??= new BackoffCount()).Next(backoff, system);
        TaskCompletionSource hurry = TimedWait.New();
        // First the promise is there, then we look whether the end has begun; who ends it closes the set and then hurries.
        Atomic.Exchange(ref _hurry, hurry);
        if (siblings.IsClosed) return;
        using ITimer timer = TimedWait.StartTimer(hurry, delay, system.Time);
        system.Logger.RestartDelayed(failed.Path, delay);
        await hurry.Task;
    }

    /// <summary>Begins them in start order.</summary>
    /// <returns>The next round, if one of them fails at its start and is to be tried again.</returns>
    private async Task<SiblingRound?> BeginAllAsync(List<ActorCell> scope, SiblingRound round)
    {
        foreach (ActorCell cell in scope)
        {
            if (await OrderAsync(cell, InterludeOrder.ToBegin()) is not { } error) continue;
            switch (FailureHandler.Decide(cell, ref error))
            {
                case Directive.Restart:
                    if (siblings.TryCountRestart(out int count)) return new SiblingRound(cell, error, count);
                    await EndAllAsync(scope, round, cell, FailureHandler.WhyGivenUp(cell, error));
                    return null;

                case Directive.Escalate:
                    await EndAllAsync(scope, round, cell, new ActorEscalatedException(cell.Path, error));
                    return null;

                default:
                    Exception cause = error;
                    await OrderAsync(cell, InterludeOrder.ToEnd(cell => FailureHandler.StopAsync(cell, cause)));
                    break;
            }
        }

        return null;
    }

    /// <summary>There is no restart any more: those that have not begun again end, the last started first.</summary>
    private async Task EndAllAsync(List<ActorCell> scope, SiblingRound round, ActorCell failed, ActorException escalated)
    {
        for (int at = scope.Count - 1; at >= 0; at--)
        {
            ActorCell cell = scope[at];
            if (ReferenceEquals(cell, failed)) continue;
            bool isPaused;
            using (_gate.Enter()) isPaused = round.Takes(cell);
            if (isPaused) await OrderAsync(cell, InterludeOrder.ToEnd(static cell => cell.EndAsync(DeadLetterReason.StoppedBeforeHandling)));
        }

        await OrderAsync(failed, InterludeOrder.ToEnd(cell => FailureHandler.EscalateAsync(cell, escalated)));
    }

    /// <summary>Has a paused actor do something and waits until it is done, or the actor was stopped; with what a new instance threw.</summary>
    private static async Task<Exception?> OrderAsync(ActorCell cell, InterludeOrder order)
    {
        if (cell.IsOver) return null;
        cell.Extras.EnterInterlude().Give(order);
        await TimedWait.EitherAsync(order.Done, cell.Stopped);
        return order.Done.IsCompleted ? await order.Done : null;
    }

    /// <summary>The round under way; null when there is none any more, and then the next failure runs it again.</summary>
    private SiblingRound? Current()
    {
        using (_gate.Enter())
        {
            _isRunning = _rounds.Count != 0;
            return _isRunning ? _rounds[0] : null;
        }
    }

    /// <summary>Another round takes the place of the one under way, and of those that wait for what it does anyway.</summary>
    private void Replace(SiblingRound next)
    {
        using (_gate.Enter())
        {
            _rounds.RemoveAt(0);
            _rounds.RemoveAll(other => next.Takes(other.Failed));
            _rounds.Insert(0, next);
        }
    }

    private ActorSiblingFailedException CurrentCause()
    {
        using (_gate.Enter()) return _rounds[0].ForSiblings;
    }

    private int CurrentCount()
    {
        using (_gate.Enter()) return _rounds[0].Count;
    }

    private void NoteBegun(ActorCell cell)
    {
        using (_gate.Enter()) _rounds[0].NoteBegun(cell);
    }
}
