using Actors.Diagnostics;

namespace Actors.Local;

/// <summary>Does what the supervisor's strategy decides about an actor that failed or stopped itself, in the actor's own turn.</summary>
internal static class FailureHandler
{
    /// <summary>The actor failed.</summary>
    public static ValueTask HandleAsync(ActorCell cell, Exception error)
    {
        Directive directive = Decide(cell, ref error);
        return HandleAsync(cell, directive, error);
    }

    /// <summary>The actor failed, and it is decided what to do.</summary>
    public static async ValueTask HandleAsync(ActorCell cell, Directive directive, Exception error)
    {
        while (true)
        {
            switch (directive)
            {
                case Directive.Restart:
                    if (await RestartAsync(cell, error) is not { } next) return;
                    // The new instance failed at its start: a failure of its own, decided and counted again.
                    error = next;
                    directive = Decide(cell, ref error);
                    break;

                case Directive.Resume:
                    cell.System.Logger.ActorResumed(cell.Path, error.GetType().Name);
                    return;

                case Directive.Escalate:
                    await EscalateAsync(cell, new ActorEscalatedException(cell.Path, error));
                    return;

                default:
                    await StopAsync(cell, error);
                    return;
            }
        }
    }

    /// <summary>The actor stopped itself.</summary>
    public static async ValueTask FinishAsync(ActorCell cell)
    {
        if (cell.Policy.Restart != RestartType.Permanent || cell.Phase == Phase.Draining)
        {
            await EndByItselfAsync(cell);
            return;
        }

        ActorStoppedException finish = new(cell.Path, $"{cell.Path} stopped itself, and is restarted because it is permanent.");
        if (await RestartAsync(cell, finish) is { } error) await HandleAsync(cell, error);
    }

    /// <summary>What is to be done, the restart type considered; pure but for what the user's function does.</summary>
    public static Directive Decide(ActorCell cell, ref Exception error)
    {
        Directive directive;
        try
        {
            directive = cell.Siblings.Strategy.Decide(new Failure(cell.Path, error));
        }
#pragma warning disable CA1031 // A strategy that throws has decided nothing: the one above decides.
        catch (Exception mistake)
#pragma warning restore CA1031
        {
            error = new AggregateException($"The strategy that decides about {cell.Path} threw.", mistake, error);
            return Directive.Escalate;
        }

        if (directive == Directive.Resume && cell.Instance is null) directive = Directive.Restart;
        return directive == Directive.Restart && cell.Policy.Restart == RestartType.Temporary ? Directive.Stop : directive;
    }

    /// <summary>Makes the new instance and runs its first hook.</summary>
    /// <returns>What they threw, if they did.</returns>
    public static async ValueTask<Exception?> TryBeginAsync(ActorCell cell, Exception cause, int count)
    {
        try
        {
            await InstanceLife.BeginAsync(cell, cause);
        }
#pragma warning disable CA1031 // Decided about by the caller.
        catch (Exception next)
#pragma warning restore CA1031
        {
            cell.System.Logger.ActorStartFailed(cell.Path, next);
            return next;
        }

        cell.Extras.Backoff?.NoteBegin(cell.System.Time);
        cell.CountRestart(cause, count);
        return null;
    }

    /// <summary>The limit is met: the actor ends, and its supervisor has failed.</summary>
    public static ActorException WhyGivenUp(ActorCell cell, Exception error)
    {
        SupervisorStrategy limit = cell.Siblings.Strategy;
        cell.System.Logger.ActorGaveUp(cell.Path, limit.MaxRestarts, limit.Within);
        return new ActorRestartLimitException(cell.Path, limit.MaxRestarts, limit.Within, error);
    }

    /// <summary>The actor ends, and its failure becomes its supervisor's.</summary>
    public static ValueTask EscalateAsync(ActorCell cell, ActorException error)
    {
        cell.Extras.EndBecause(StopReason.Failed, error.InnerException);
        cell.System.Logger.FailureEscalated(cell.Path, cell.Siblings.Owner?.Path.Value ?? "the host");
        return cell.EndAsync(DeadLetterReason.StoppedBeforeHandling, error);
    }

    /// <summary>The actor ends, because it failed and is not to be restarted.</summary>
    public static ValueTask StopAsync(ActorCell cell, Exception error)
    {
        cell.Extras.EndBecause(StopReason.Failed, error);
        cell.System.Logger.ActorStoppedByStrategy(cell.Path, error.GetType().Name);
        return EndByItselfAsync(cell);
    }

    /// <summary>The actor ends, and nobody asked it to; which may be a reason for its supervisor to stop.</summary>
    public static async ValueTask EndByItselfAsync(ActorCell cell)
    {
        await cell.EndAsync(DeadLetterReason.StoppedBeforeHandling);
        if (cell.Policy.IsSignificant) cell.Siblings.LoseSignificant();
    }

    /// <summary>Restarts the actor, or ends it if there is no use in that.</summary>
    /// <returns>What the new instance failed with at its start, if it did.</returns>
    private static async ValueTask<Exception?> RestartAsync(ActorCell cell, Exception cause)
    {
        if (cell.IsToStop)
        {
            await cell.EndAsync(DeadLetterReason.StoppedBeforeHandling);
            return null;
        }

        if (cell.Siblings.Together is { } together)
        {
            await together.RestartAsync(cell, cause);
            return null;
        }

        if (!cell.Siblings.TryCountRestart(out int count))
        {
            await EscalateAsync(cell, WhyGivenUp(cell, cause));
            return null;
        }

        if (cell.Instance is not null) await InstanceLife.EndForRestartAsync(cell, cause);
        // Others have their turn between two attempts, however fast they fail.
        else await Task.Yield();
        if (await TryDelayAsync(cell)) return await TryBeginAsync(cell, cause, count);
        await cell.EndAsync(DeadLetterReason.StoppedBeforeHandling);
        return null;
    }

    /// <summary>Waits as the strategy's backoff says; false if the actor is to stop.</summary>
    private static async ValueTask<bool> TryDelayAsync(ActorCell cell)
    {
        if (cell.Siblings.Strategy.Backoff is { } backoff)
        {
            TimeSpan delay = (cell.Extras.Backoff ??= new BackoffCount()).Next(backoff, cell.System);
            ValueTask delayed = cell.Extras.EnterInterlude().DelayAsync(cell, delay);
            // Who reads the line may turn the clock at once.
            cell.System.Logger.RestartDelayed(cell.Path, delay);
            await delayed;
            cell.Extras.LeaveInterlude();
        }

        return !cell.IsToStop;
    }
}
