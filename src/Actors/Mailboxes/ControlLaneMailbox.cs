namespace Actors.Mailboxes;

/// <summary>A mailbox in which messages of one type overtake all others: a marker interface for what must not wait behind the work, such as a change of settings.</summary>
/// <typeparam name="TControl">What overtakes. Among themselves these messages keep their order, and no bound holds them up.</typeparam>
public sealed class ControlLaneMailbox<TControl> : Mailbox
{
    private readonly Mailbox _others;

    /// <summary>A mailbox with a lane for <typeparamref name="TControl"/>.</summary>
    /// <param name="others">How all other messages wait; without a bound unless said.</param>
    public ControlLaneMailbox(Mailbox? others = null) => _others = others ?? new UnboundedMailbox();

    /// <summary>The bound of the other messages.</summary>
    public override int? Capacity => _others.Capacity;

    /// <inheritdoc/>
    public override MailboxQueue CreateQueue(TimeProvider time) => new Queue(_others.CreateQueue(time));

    private sealed class Queue : MailboxQueue
    {
        private readonly Queue<MailboxItem> _lane = new();
        private readonly MailboxQueue _others;

        public Queue(MailboxQueue others) => _others = Contain(others);

        public override int Count => _lane.Count + _others.Count;

        public override MailboxItem Prepare(MailboxItem item) => IsControl(item) ? item : _others.Prepare(item);

        public override bool TryPut(MailboxItem item)
        {
            if (!IsControl(item)) return _others.TryPut(item);
            _lane.Enqueue(item);
            return true;
        }

        public override bool TryTake(out MailboxItem item) => _lane.TryDequeue(out item) || _others.TryTake(out item);

        private static bool IsControl(MailboxItem item) => item.Is<TControl>();
    }
}
