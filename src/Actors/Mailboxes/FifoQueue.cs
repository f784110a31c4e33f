namespace Actors.Mailboxes;

/// <summary>First in, first out, with or without a bound.</summary>
internal sealed class FifoQueue(int? capacity = null, MailboxFullMode fullMode = MailboxFullMode.Reject) : MailboxQueue
{
    private readonly Queue<MailboxItem> _items = new();

    public override int Count => _items.Count;

    public override bool TryPut(MailboxItem item)
    {
        if (_items.Count == capacity)
        {
            // What the actor's own machinery sends waits for room: it is neither dropped nor a reason to drop.
            if (fullMode == MailboxFullMode.Reject || item.IsNotice) return false;
            if (fullMode == MailboxFullMode.DropNewest || !TryDropOldest())
            {
                Drop(item, DeadLetterReason.DroppedNewest);
                return true;
            }
        }

        _items.Enqueue(item);
        return true;
    }

    public override bool TryTake(out MailboxItem item) => _items.TryDequeue(out item);

    internal override bool TryFind(object carried, int sight, ref int place)
    {
        foreach (MailboxItem item in _items)
        {
            if (place == sight) return false;
            if (ReferenceEquals(item.Envelope.Carried, carried)) return true;
            place++;
        }

        return false;
    }

    private bool TryDropOldest()
    {
        for (int looks = _items.Count; looks > 0; looks--)
        {
            MailboxItem oldest = _items.Dequeue();
            if (!oldest.IsNotice)
            {
                Drop(oldest, DeadLetterReason.DroppedOldest);
                return true;
            }

            _items.Enqueue(oldest);
        }

        return false;
    }
}
