namespace Actors;

/// <summary>Why a message is not handled.</summary>
public enum DeadLetterReason
{
    /// <summary>The actor had stopped before the message was sent; it was never accepted.</summary>
    ActorStopped,

    /// <summary>The actor stopped while the message waited.</summary>
    StoppedBeforeHandling,

    /// <summary>The actor's constructor or start hook threw while the message waited.</summary>
    StartFailed,

    /// <summary>The request's asker was gone before the actor came to it: timed out, or cancelled.</summary>
    AskerGone,

    /// <summary>An <see cref="ActorInterceptor"/> did not pass it on to the handler.</summary>
    Intercepted,

    /// <summary>The host's shutdown left no time for it.</summary>
    ShutdownDeadline,

    /// <summary>The actor was killed while it waited, or while it was handled. What was being handled is counted in the account, not published.</summary>
    Killed,

    /// <summary>The state that a <see cref="StateMachine{TSelf}"/> was in has no handler for it.</summary>
    NotHandledInState,

    /// <summary>It waited behind, or was, a message whose handler did not return before the host had to end. Counted in the account, not published.</summary>
    Abandoned,

    /// <summary>It was sent to many at once, and the mailbox of this one had no room; it was never accepted.</summary>
    MailboxFull,

    /// <summary>Its mailbox was full, and drops what comes then: see <see cref="MailboxFullMode.DropNewest"/>.</summary>
    DroppedNewest,

    /// <summary>Its mailbox was full when a newer one came, and drops what waits longest: see <see cref="MailboxFullMode.DropOldest"/>.</summary>
    DroppedOldest,

    /// <summary>A newer message of the same key took its place: see <see cref="Mailboxes.LatestOnlyMailbox"/>.</summary>
    Superseded,

    /// <summary>It had waited for longer than it was worth something: see <see cref="Mailboxes.ExpiringMailbox"/>.</summary>
    Expired,

    /// <summary>The mailbox's own code, or a function that was given to it, threw.</summary>
    MailboxFailed,

    /// <summary>A task was piped to the actor, and there is no message: the function that makes one of a failure threw. The exception is the letter.</summary>
    PipeFailed,
}
