namespace Actors;

/// <summary>What became of every message of a system: <see cref="Accepted"/> is the sum of <see cref="Handled"/>, <see cref="Faulted"/>, <see cref="Undelivered"/> and <see cref="Pending"/>, or something was lost.</summary>
public sealed class SystemAccount
{
    /// <summary>Messages that mailboxes took.</summary>
    public required long Accepted { get; init; }

    /// <summary>Messages whose handler succeeded.</summary>
    public required long Handled { get; init; }

    /// <summary>Messages whose handler threw.</summary>
    public required long Faulted { get; init; }

    /// <summary>Messages that were accepted and never handled; each was a dead letter.</summary>
    public required long Undelivered { get; init; }

    /// <summary>Messages that wait or are being handled.</summary>
    public required long Pending { get; init; }

    /// <summary>Messages that <c>Tell</c> or <c>TellAsync</c> sent to an actor that had stopped: never accepted, and each a dead letter. What the sender was told of, by a status or an exception, is not counted.</summary>
    public required long Refused { get; init; }

    /// <summary>How often an instance was replaced after a failure.</summary>
    public required long Restarts { get; init; }

    /// <summary>What became of the Asks.</summary>
    public required AskAccount Asks { get; init; }

    /// <summary>Accounts of the actors that live, and of those that ended and had a name, or undelivered or faulted messages, as far as they were kept (the first 1,000).</summary>
    public required IReadOnlyList<ActorAccount> Actors { get; init; }

    /// <summary>The same by class, of all actors that there ever were: the columns of the classes add up to those of the system.</summary>
    public required IReadOnlyList<ActorTypeAccount> Types { get; init; }

    /// <summary>Messages that are in no column; 0, or this framework has a bug.</summary>
    public long Lost => Accepted - Handled - Faulted - Undelivered - Pending;
}
