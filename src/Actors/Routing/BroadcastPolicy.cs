namespace Actors.Routing;

/// <summary>Every routee gets every message; an Ask ends with the first answer, or when all have failed with what the last one threw.</summary>
/// <remarks>
/// A struct message is copied for each. <c>Tell</c> reaches every routee that has room: one whose mailbox is full misses
/// the message, which is a dead letter with <see cref="DeadLetterReason.MailboxFull"/>; only if none has room the
/// sender is told. <c>TellAsync</c> waits for the room of each in turn; if it is cancelled, some have the message.
/// </remarks>
public sealed class BroadcastPolicy : RoutingPolicy
{
    /// <inheritdoc/>
    protected internal override int Choose(RoutedMessage message, RouteeList routees) => Everyone;
}
