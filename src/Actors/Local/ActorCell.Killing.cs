using Actors.Diagnostics;
using Actors.Messaging;
using Channels.Atomics;

namespace Actors.Local;

// Ends an actor against its will.
internal sealed partial class ActorCell
{
    /// <summary>What handlers and hooks get: the host's token, or one of the actor's own.</summary>
    public CancellationToken HandlerToken => Atomic.Read(ref _extras) is { Cancellation: { } own } ? own.Token : System.HandlerToken;

    public bool IsToBeKilled => HasExtras && Extras.IsKilled;

    /// <summary>Ends the actor and all under it without waiting for their handlers; from any thread.</summary>
    public void Kill()
    {
        Stack<ActorCell> left = new([this]);
        while (left.TryPop(out ActorCell? cell))
        {
            cell.KillAlone();
            if (cell.Extras.Children is not { } children) continue;
            foreach (ActorCell child in children.Snapshot()) left.Push(child);
        }
    }

    public void ScheduleTurn() => System.Scheduler.Schedule(Loop, goesLast: false);

    /// <summary>A kill took the turn away from a handler, which goes on without the actor.</summary>
    public void Abandon(Suspension suspension)
    {
        Extras.Abandoned = suspension.Returned;
        Abandon(suspension.Envelope, DeadLetterReason.Killed);
    }

    /// <summary>A handler goes on without the actor; in the turn.</summary>
    public void Abandon(Envelope envelope, DeadLetterReason reason)
    {
        Extras.CountUndelivered(reason, 1);
        // It keeps its hold on the Ask, and lets go when it returns.
        if (envelope.Carried is Ask ask) ask.TryFail(WhyDiscarded(reason), AskOutcome.Stopped);
        System.Logger.HandlerAbandoned(Path, envelope.Dispatcher.MessageName);
    }

    private void KillAlone()
    {
        if (HasEnded || !Extras.TryKill()) return;
        Signal(Signals.Kill);
        // Callbacks are the user's: not on the stack of who kills.
        _ = Extras.Cancellation?.CancelAsync();
        if (Extras.KillSwitch is { } hook) System.Scheduler.Schedule(hook, goesLast: false);
        OpenHandlers?.Wake();
        if (Loop.TryAbandon()) ScheduleTurn();
    }

    private ActorStoppedException Killed() => new(Path, $"{Path} was killed.");
}
