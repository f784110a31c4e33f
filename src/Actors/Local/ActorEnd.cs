using Actors.Diagnostics;
using Actors.Messaging;
using Microsoft.Extensions.Logging;

namespace Actors.Local;

/// <summary>The end of an actor: what waits in its mailbox, its children, its instance, its name, and then those who wait for the end.</summary>
internal static class ActorEnd
{
    /// <summary>Ends the actor; in its turn.</summary>
    /// <param name="cell">Which actor; does nothing if it has ended.</param>
    /// <param name="reason">Why what waits is not handled.</param>
    /// <param name="escalated">The failure that becomes the supervisor's own, if there is one.</param>
    public static async ValueTask RunAsync(ActorCell cell, DeadLetterReason reason, Exception? escalated)
    {
        if (cell.IsOver) return;
        if (cell.System.IsPastDeadline && reason == DeadLetterReason.StoppedBeforeHandling) reason = DeadLetterReason.ShutdownDeadline;
        if (cell.IsToBeKilled)
        {
            reason = DeadLetterReason.Killed;
            cell.Extras.EndBecause(StopReason.Killed);
        }

        cell.Extras.EndBecause(cell.System.IsStopping ? StopReason.HostStopping : StopReason.Stopped);
        bool drains = cell.Phase == Phase.Draining;

        cell.Loop.Close();
        cell.Share?.Leave(reason);
        // Who drains leaves it to the children; what they leave is nobody's.
        if (!drains) cell.ChildrenShare?.End(reason);
        cell.OpenHandlers?.AbandonAll(reason);
        DiscardAll(cell, reason);
        await cell.StopChildrenAsync(drains);
        if (drains) cell.ChildrenShare?.End(cell.IsToBeKilled ? DeadLetterReason.Killed : cell.System.IsPastDeadline ? DeadLetterReason.ShutdownDeadline : reason);
        if (cell.Instance is not null) await (cell.IsToBeKilled ? InstanceLife.DropAsync(cell) : InstanceLife.EndAsync(cell));
        cell.EndOwedReplies(restartedAfter: null);

        Leave(cell);
        cell.System.NotifyInterceptor(cell, static (interceptor, path) => interceptor.OnStopped(path));
        if (cell.System.Logger.IsEnabled(LogLevel.Debug)) cell.System.Logger.ActorStopped(cell.Path);
        if (escalated is not null) cell.Siblings.Escalate(escalated);
        Tell(cell);
    }

    /// <summary>The engine itself failed in this actor: it ends without ceremony, so that nobody waits for it.</summary>
    public static void Break(ActorCell cell, Exception error)
    {
        cell.System.Logger.EngineFault(cell.Path, error);
        cell.Extras.EndBecause(StopReason.Failed, error);
        cell.Loop.Close();
        cell.Share?.Leave(DeadLetterReason.StoppedBeforeHandling);
        cell.ChildrenShare?.End(DeadLetterReason.StoppedBeforeHandling);
        DiscardAll(cell, DeadLetterReason.StoppedBeforeHandling);
        Leave(cell);
        Tell(cell);
    }

    /// <summary>The name is free and the account written before anybody is told.</summary>
    private static void Leave(ActorCell cell)
    {
        cell.Phase = Phase.Ended;
        // Before it is no longer among the living, which an account adds up, too.
        cell.System.Ledger.Enter(cell);
        cell.Siblings.Remove(cell);
        cell.Recipe.OnEnded(cell);
    }

    private static void Tell(ActorCell cell)
    {
        LetGoOfToken(cell);
        cell.UsedTools?.Passivation?.Cancel();
        cell.Extras.Announce();
        // Watchers first: who awaits the end and then sends to one of them is behind what that was told.
        if (cell.Extras.HasWatches) cell.Watches.End(cell.Ending);
        cell.Extras.AnnounceTold();
        cell.Extras.TellStopped(cell);
    }

    private static void LetGoOfToken(ActorCell cell)
    {
        if (cell.Extras.Cancellation is not { } own) return;
        if (cell.Extras.Abandoned is { } abandoned) _ = abandoned.ContinueWith(static (_, own) => ((CancellationTokenSource)own!).Dispose(), own, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        else own.Dispose();
    }

    private static void DiscardAll(ActorCell cell, DeadLetterReason reason)
    {
        if (cell.HasExtras) cell.Extras.Retry?.GiveUp(cell);
        long count = 0;
        while ((cell.UsedTools?.UsedStash is { } stash && stash.TryTakeAny(out Envelope envelope)) || cell.Loop.TryTake(out envelope))
        {
            cell.Discard(envelope, reason);
            count++;
        }

        if (count != 0) cell.System.Logger.MessagesUndelivered(count, cell.Path, reason);
    }
}
