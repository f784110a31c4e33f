namespace Actors;

/// <summary>What became of every Ask of a system: <see cref="Asked"/> is the sum of the ways to end and of <see cref="Pending"/>, and each Ask ends in one way.</summary>
public sealed class AskAccount
{
    /// <summary>Asks that were begun.</summary>
    public required long Asked { get; init; }

    /// <summary>Asks that got a reply.</summary>
    public required long Replied { get; init; }

    /// <summary>Asks that got an exception of who was to answer.</summary>
    public required long Faulted { get; init; }

    /// <summary>Asks that nobody answered in time.</summary>
    public required long TimedOut { get; init; }

    /// <summary>Asks whose asker's token was cancelled.</summary>
    public required long Cancelled { get; init; }

    /// <summary>Asks of actors that had stopped, stopped, or never started, and what was left when the system stopped.</summary>
    public required long Stopped { get; init; }

    /// <summary>Asks that a full mailbox or an interceptor turned away, or that closed a cycle.</summary>
    public required long Rejected { get; init; }

    /// <summary>Replies that came when the Ask had ended, and second replies; dropped, and so in no sum.</summary>
    public required long LateReplies { get; init; }

    /// <summary>Asks that still wait; 0 when the system has stopped.</summary>
    public long Pending => Asked - Replied - Faulted - TimedOut - Cancelled - Stopped - Rejected;
}
