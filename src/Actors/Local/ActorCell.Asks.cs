using Actors.Messaging;
using Channels;

namespace Actors.Local;

/// <summary>What Asks have to know of an actor, and what those are told that it does not answer. From any thread.</summary>
internal sealed partial class ActorCell
{
    private static readonly ActorException NobodyToTell = new MessageDroppedException(new ActorPath("/"), DeadLetterReason.AskerGone);

    /// <summary>What its handlers await of others; null if there is nothing.</summary>
    public AskWaits? WaitsForAsks => HasExtras && Extras.AskWaitsIfAny is { IsEmpty: false } waits ? waits : null;

    OwedReplies IActorHost.OwedReplies => Extras.OwedReplies ??= new OwedReplies();

    string IAskParty.Name => Path.Value;

    long IAskParty.Number => Loop.Number;

    long IAskParty.HeldIn => Loop.HeldIn;

    string IAskParty.HeldBy => Loop.HeldBy ?? "";

    AskWaits IAskParty.Waits => Extras.AskWaits;

    AskWaits? IAskParty.WaitsIfAny => HasExtras ? Extras.AskWaitsIfAny : null;

    /// <summary>What a sender is told whose message was not taken.</summary>
    public ActorException WhyRefused(WriteStatus status) =>
        status == WriteStatus.Full ? new MailboxFullException(Path, Loop.Capacity ?? 0) : WhyEnded();

    Exception IAskParty.TimedOut(Ask ask)
    {
        InboxFigures inbox = Loop.Look();
        return new AskTimeoutException(Path, ask.Request.GetType(), ask.Timeout, new AskTimeoutException.Situation
        {
            Waiting = inbox.Waiting,
            Position = Loop.PlaceOf(ask),
            Handling = Loop.HeldBy,
            HandlingFor = Loop.HeldFor,
            IsHandling = inbox.IsHandling,
            IsDeferred = ask.IsDeferred,
            IsStarted = Phase != Phase.Created,
        });
    }

    /// <summary>Ends the Asks that an instance still owed the answers of; in the turn, when the instance is gone.</summary>
    /// <param name="restartedAfter">Why it is replaced; null if the actor ends.</param>
    public void EndOwedReplies(Exception? restartedAfter)
    {
        if (!HasExtras || Extras.OwedReplies is not { } owed) return;
        if (restartedAfter is null) owed.FailAll(WhyEnded, AskOutcome.Stopped);
        else owed.FailAll(() => new ReplyDroppedException(Path, $"{Path} was restarted before it gave the answer that it had deferred: {restartedAfter.Message}", restartedAfter), AskOutcome.Faulted);
    }

    public ActorException WhyDiscarded(DeadLetterReason reason) => reason switch
    {
        DeadLetterReason.AskerGone => NobodyToTell,
        DeadLetterReason.StoppedBeforeHandling or DeadLetterReason.StartFailed or DeadLetterReason.Killed => WhyEnded(),
        DeadLetterReason.ShutdownDeadline or DeadLetterReason.Abandoned => new ActorSystemStoppingException(Path),
        _ => new MessageDroppedException(Path, reason),
    };

    private ActorException WhyEnded() => (HasExtras ? Extras.End : default) switch
    {
        // Made anew for each who is told: they throw it on threads of their own.
        (_, ActorStartException { InnerException: { } cause }) => new ActorStartException(Path, cause),
        (StopReason.Failed, { } cause) => new ActorStoppedException(Path, $"{Path} was stopped after it had failed: {cause.Message}", cause),
        (StopReason.HostStopping, _) => new ActorSystemStoppingException(Path),
        (StopReason.Killed, _) => Killed(),
        (null, _) when IsToBeKilled => Killed(),
        // It drains: it has not come to its end yet.
        (null, _) when System.IsStopping => new ActorSystemStoppingException(Path),
        _ => new ActorStoppedException(Path, $"{Path} has stopped. Look at the log for why, and spawn another if it is still needed."),
    };
}
