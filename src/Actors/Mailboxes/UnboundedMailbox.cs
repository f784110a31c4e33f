namespace Actors.Mailboxes;

/// <summary>A mailbox without a bound: sending never waits, and memory grows while the actor lags behind. The kind unless another is chosen, and the fastest.</summary>
public sealed class UnboundedMailbox : Mailbox
{
    /// <inheritdoc/>
    public override int? Capacity => null;

    /// <inheritdoc/>
    /// <remarks>For mailboxes that are made of others. An actor whose mailbox this is has none: the engine's own way is faster.</remarks>
    public override MailboxQueue CreateQueue(TimeProvider time) => new FifoQueue();
}
