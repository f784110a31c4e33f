namespace Channels;

/// <summary>A receiver's side of a lagging broadcast: what it missed is read like a value, before the oldest that is still there.</summary>
internal sealed class LaggingSubscription<T> : Subscription<T, Lagging<T>>
{
    private LaggingSubscription(BroadcastChannel<T> channel)
        : base(channel)
    {
    }

    public long Missed
    {
        get
        {
            using (Channel.Gate.Enter()) return IsGone ? 0 : MissedLocked;
        }
    }

    public override bool IsDrainedLocked => Position == Channel.Ring.Tail;

    protected override int CountLocked =>
        MissedLocked == 0 ? (int)(Channel.Ring.Tail - Position) : 1 + Channel.Ring.Count;

    private long MissedLocked => Math.Max(0, Channel.Ring.Head - Position);

    /// <summary>A new receiver, at the end.</summary>
    public static LaggingSubscription<T> Begin(BroadcastChannel<T> channel)
    {
        LaggingSubscription<T> subscription = new(channel);
        JoinNow(subscription);
        return subscription;
    }

    /// <summary>A new receiver, where this one stands; what this one missed it has missed as well.</summary>
    public LaggingSubscription<T> Clone()
    {
        LaggingSubscription<T> clone = new(Channel);
        JoinHere(clone);
        return clone;
    }

    public override IReadOnlyList<Lagging<T>> CloseAndTake()
    {
        IReadOnlyList<T> taken = Channel.CloseAndTake();
        List<Lagging<T>> items = new(taken.Count);
        foreach (T item in taken) items.Add(Wrap(item));
        return items;
    }

    protected override bool TryTakeLocked(out Lagging<T> item, ref BroadcastAftermath<T> after)
    {
        if (MissedLocked is > 0 and var missed)
        {
            // To the ring it stood at the head all the time; only now it knows.
            item = new Lagging<T>(default, missed);
            Position = Channel.Ring.Head;
            return true;
        }

        if (Position == Channel.Ring.Tail)
        {
            item = default;
            return false;
        }

        item = Wrap(Channel.Ring.Take(Position));
        Position++;
        Channel.PassedLocked(ref after);
        return true;
    }

    protected override bool TryPeekLocked(out Lagging<T> item)
    {
        long missed = MissedLocked;
        bool isValue = missed == 0 && Position != Channel.Ring.Tail;
        item = isValue ? Wrap(Channel.Ring.Peek(Position)) : new Lagging<T>(default, missed);
        return isValue || missed != 0;
    }

    protected override Lagging<T> Wrap(T item) => new(item, 0);
}
