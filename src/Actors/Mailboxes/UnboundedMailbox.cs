namespace Actors.Mailboxes;

/// <summary>A mailbox without a bound: sending never waits, and memory grows while the actor lags behind.</summary>
public sealed class UnboundedMailbox : Mailbox
{
    /// <inheritdoc/>
    public override int? Capacity => null;
}
