namespace Actors.Mailboxes;

/// <summary>A mailbox whose actor handles the message of the lowest number first; among those of the same number, the one that came first.</summary>
public sealed class PriorityMailbox : Mailbox
{
    private readonly Func<object, long> _priority;

    /// <summary>A mailbox in the order of a number.</summary>
    /// <param name="priority">Gives a message its number, once, on the sender's thread, perhaps for several messages at the same time. What it throws makes the message a dead letter, <see cref="DeadLetterReason.MailboxFailed"/>.</param>
    public PriorityMailbox(Func<object, long> priority)
    {
        ArgumentNullException.ThrowIfNull(priority);
        _priority = priority;
    }

    /// <inheritdoc/>
    public override int? Capacity => null;

    /// <inheritdoc/>
    public override MailboxQueue CreateQueue(TimeProvider time) => new Queue(_priority);

    private sealed class Queue(Func<object, long> priority) : MailboxQueue
    {
        private readonly PriorityQueue<MailboxItem, (long Rank, long Number)> _items = new();

        // Who came first: numbers are given under the gate, so they say the order of arrival.
        private long _number;

        public override int Count => _items.Count;

        public override MailboxItem Prepare(MailboxItem item) => item.WithRank(priority(item.Message));

        public override bool TryPut(MailboxItem item)
        {
            _items.Enqueue(item, (item.Rank, _number++));
            return true;
        }

        public override bool TryTake(out MailboxItem item) => _items.TryDequeue(out item, out _);
    }
}
