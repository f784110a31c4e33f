namespace Actors.Messaging;

/// <summary>How an Ask ended, for the account.</summary>
internal enum AskOutcome
{
    /// <summary>With a reply.</summary>
    Replied,

    /// <summary>With the exception of who was to answer.</summary>
    Faulted,

    /// <summary>Nobody answered in time.</summary>
    TimedOut,

    /// <summary>The asker's token was cancelled.</summary>
    Cancelled,

    /// <summary>The actor, or its system, stopped or never started.</summary>
    Stopped,

    /// <summary>A full mailbox, an interceptor, or a cycle of Asks.</summary>
    Rejected,
}
