namespace Actors;

/// <summary>What became of the messages of all actors of one class, those that live and those that ended.</summary>
public sealed class ActorTypeAccount
{
    /// <summary>The class that they were registered or spawned as.</summary>
    public required Type ActorType { get; init; }

    /// <summary>How many of them live.</summary>
    public required int Living { get; init; }

    /// <summary>How many of them have ended.</summary>
    public required long Ended { get; init; }

    /// <summary>Messages that their mailboxes took.</summary>
    public required long Accepted { get; init; }

    /// <summary>Messages whose handler succeeded.</summary>
    public required long Handled { get; init; }

    /// <summary>Messages whose handler threw.</summary>
    public required long Faulted { get; init; }

    /// <summary>Messages that were accepted and never handled, by reason; reasons with none are left out.</summary>
    public required IReadOnlyDictionary<DeadLetterReason, long> Undelivered { get; init; }

    /// <summary>Messages that wait or are being handled.</summary>
    public required long Pending { get; init; }

    /// <summary>How often an instance was replaced after a failure.</summary>
    public required long Restarts { get; init; }
}
