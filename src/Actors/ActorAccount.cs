namespace Actors;

/// <summary>What became of the messages of one actor, over all its lives.</summary>
public sealed class ActorAccount
{
    /// <summary>Which actor.</summary>
    public required ActorPath Actor { get; init; }

    /// <summary>The class that it was registered or spawned as.</summary>
    public required Type ActorType { get; init; }

    /// <summary>Messages that its mailbox took.</summary>
    public required long Accepted { get; init; }

    /// <summary>Messages whose handler succeeded.</summary>
    public required long Handled { get; init; }

    /// <summary>Messages whose handler threw.</summary>
    public required long Faulted { get; init; }

    /// <summary>Messages that were accepted and never handled, by reason; reasons with none are left out.</summary>
    public required IReadOnlyDictionary<DeadLetterReason, long> Undelivered { get; init; }

    /// <summary>Messages that wait or are being handled.</summary>
    public required long Pending { get; init; }

    /// <summary>How often its instance was replaced after a failure.</summary>
    public required int Restarts { get; init; }

    /// <summary>The most messages that waited when a turn of it began, and the capacity if a sender ever found it full.</summary>
    public required int HighWater { get; init; }

    /// <summary>The most messages that may wait; <see langword="null"/> for no bound.</summary>
    public required int? Capacity { get; init; }
}
