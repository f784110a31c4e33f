namespace Channels;

/// <summary>A receiver's side of a lossless broadcast: it reads the values themselves, and has missed none.</summary>
internal sealed class LosslessSubscription<T> : Subscription<T, T>
{
    private LosslessSubscription(BroadcastChannel<T> channel)
        : base(channel)
    {
    }

    public override bool IsDrainedLocked => Here == Channel.Ring.Tail;

    protected override int CountLocked => (int)(Channel.Ring.Tail - Here);

    // Behind the head only after CloseAndTake, which took for all of us.
    private long Here => Math.Max(Position, Channel.Ring.Head);

    /// <summary>A new receiver, at the end.</summary>
    public static LosslessSubscription<T> Begin(BroadcastChannel<T> channel)
    {
        LosslessSubscription<T> subscription = new(channel);
        JoinNow(subscription);
        return subscription;
    }

    /// <summary>A new receiver, where this one stands.</summary>
    public LosslessSubscription<T> Clone()
    {
        LosslessSubscription<T> clone = new(Channel);
        JoinHere(clone);
        return clone;
    }

    public override IReadOnlyList<T> CloseAndTake() => Channel.CloseAndTake();

    protected override bool TryTakeLocked(out T item, ref BroadcastAftermath<T> after)
    {
        long here = Here;
        if (here == Channel.Ring.Tail)
        {
            item = default!;
            return false;
        }

        item = Channel.Ring.Take(here);
        Position = here + 1;
        Channel.PassedLocked(ref after);
        return true;
    }

    protected override bool TryPeekLocked(out T item)
    {
        bool isThere = Here != Channel.Ring.Tail;
        item = isThere ? Channel.Ring.Peek(Here) : default!;
        return isThere;
    }

    protected override T Wrap(T item) => item;
}
