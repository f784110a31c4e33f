using Actors.Diagnostics;

namespace Actors.Local;

/// <summary>Does what the supervisor's strategy decides about an actor that failed, in the actor's own turn.</summary>
internal static class FailureHandler
{
    public static async ValueTask HandleAsync(ActorCell cell, Exception error)
    {
        ChildSet supervisor = cell.Siblings;
        int count = 0;
        while (true)
        {
            switch (Decide(cell, ref error))
            {
                case Directive.Restart when cell.IsToStop:
                    // There is no life to begin any more.
                    await cell.EndAsync(DeadLetterReason.StoppedBeforeHandling);
                    return;

                case Directive.Restart when !supervisor.TryCountRestart(out count):
                    SupervisorStrategy limit = supervisor.Strategy;
                    cell.System.Logger.ActorGaveUp(cell.Path, limit.MaxRestarts, limit.Within);
                    cell.Extras.EndBecause(StopReason.Failed, error);
                    await EscalateAsync(cell, new ActorRestartLimitException(cell.Path, limit.MaxRestarts, limit.Within, error));
                    return;

                case Directive.Restart:
                    if (await TryRestartAsync(cell, error, count) is not { } next) return;
                    // The new instance failed at its start: a failure of its own, decided and counted again.
                    error = next;
                    break;

                case Directive.Escalate:
                    cell.Extras.EndBecause(StopReason.Failed, error);
                    await EscalateAsync(cell, new ActorEscalatedException(cell.Path, error));
                    return;

                default:
                    cell.Extras.EndBecause(StopReason.Failed, error);
                    cell.System.Logger.ActorStoppedByStrategy(cell.Path, error.GetType().Name);
                    await cell.EndAsync(DeadLetterReason.StoppedBeforeHandling);
                    return;
            }
        }
    }

    private static Directive Decide(ActorCell cell, ref Exception error)
    {
        try
        {
            return cell.Siblings.Strategy.Decide(new Failure(cell.Path, error));
        }
#pragma warning disable CA1031 // A strategy that throws has decided nothing: the one above decides.
        catch (Exception mistake)
#pragma warning restore CA1031
        {
            error = new AggregateException($"The strategy that decides about {cell.Path} threw.", mistake, error);
            return Directive.Escalate;
        }
    }

    private static async ValueTask<Exception?> TryRestartAsync(ActorCell cell, Exception error, int count)
    {
        if (cell.Instance is not null) await InstanceLife.EndForRestartAsync(cell, error);
        try
        {
            await InstanceLife.BeginAsync(cell, error);
        }
#pragma warning disable CA1031 // Decided about by the caller.
        catch (Exception next)
#pragma warning restore CA1031
        {
            cell.System.Logger.ActorStartFailed(cell.Path, next);
            return next;
        }

        cell.CountRestart(error, count);
        return null;
    }

    private static ValueTask EscalateAsync(ActorCell cell, ActorException error)
    {
        cell.System.Logger.FailureEscalated(cell.Path, cell.Siblings.Owner?.Path.Value ?? "the host");
        return cell.EndAsync(DeadLetterReason.StoppedBeforeHandling, error);
    }
}
