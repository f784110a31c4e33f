namespace Actors.Mailboxes;

/// <summary>A mailbox that holds one message per key: a newer one takes the place of the one that waits, which becomes a dead letter, <see cref="DeadLetterReason.Superseded"/>. For prices, positions, states: where only the newest counts.</summary>
public sealed class LatestOnlyMailbox : Mailbox
{
    private readonly Func<object, object?> _key;

    /// <summary>A mailbox for one message per key.</summary>
    /// <param name="key">Gives a message its key, once, on the sender's thread, perhaps for several messages at the same time; <see langword="null"/> for a message that replaces none and is not replaced. What it throws makes the message a dead letter, <see cref="DeadLetterReason.MailboxFailed"/>.</param>
    public LatestOnlyMailbox(Func<object, object?> key)
    {
        ArgumentNullException.ThrowIfNull(key);
        _key = key;
    }

    /// <inheritdoc/>
    public override int? Capacity => null;

    /// <inheritdoc/>
    public override MailboxQueue CreateQueue(TimeProvider time) => new Queue(_key);

    private sealed class Queue(Func<object, object?> key) : MailboxQueue
    {
        private readonly Queue<Place> _line = new();
        private readonly Dictionary<object, Place> _byKey = [];

        public override int Count => _line.Count;

        // What the actor's own machinery sends is there once as it is, and takes nobody's place.
        public override MailboxItem Prepare(MailboxItem item) => item.IsNotice ? item : item.WithKey(key(item.Message));

        public override bool TryPut(MailboxItem item)
        {
            if (item.Key is { } its)
            {
                if (_byKey.TryGetValue(its, out Place? place))
                {
                    Drop(place.Item, DeadLetterReason.Superseded);
                    place.Item = item;
                    return true;
                }

                _byKey.Add(its, place = new Place { Item = item });
                _line.Enqueue(place);
                return true;
            }

            _line.Enqueue(new Place { Item = item });
            return true;
        }

        public override bool TryTake(out MailboxItem item)
        {
            if (!_line.TryDequeue(out Place? place))
            {
                item = default;
                return false;
            }

            item = place.Item;
            if (item.Key is { } its) _byKey.Remove(its);
            return true;
        }

        private sealed class Place
        {
            public MailboxItem Item { get; set; }
        }
    }
}
