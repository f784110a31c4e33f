namespace Actors;

/// <summary>What became of a message that was offered to an actor.</summary>
public enum TellStatus
{
    /// <summary>The mailbox took it.</summary>
    Accepted,

    /// <summary>The bounded mailbox has no room; the message is still yours, and a moment later there may be room.</summary>
    Full,

    /// <summary>The actor has stopped or is stopping; the message is still yours, and nobody will take it.</summary>
    Stopped,
}
