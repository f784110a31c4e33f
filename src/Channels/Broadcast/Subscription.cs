using Channels.Waiting;

namespace Channels;

/// <summary>A receiver's place in a broadcast, as the channel sees it. Guarded by the channel's gate.</summary>
internal abstract class Subscription<T>(BroadcastChannel<T> channel)
{
    public BroadcastChannel<T> Channel { get; } = channel;

    /// <summary>The position of the value it reads next; below the ring's head if it has missed some.</summary>
    public long Position { get; set; }

    /// <summary>Whether it was disposed or cut off: it counts no more, and finds the end.</summary>
    public bool IsGone { get; set; }

    /// <summary>Why it was cut off; null if it was not.</summary>
    public ReceiverEvictedException? Eviction { get; set; }

    // The neighbours among all receivers, and among those that wait.
    public Subscription<T>? Next { get; set; }

    public Subscription<T>? Previous { get; set; }

    public Subscription<T>? NextWaiting { get; set; }

    public Subscription<T>? PreviousWaiting { get; set; }

    /// <summary>Whether it has read, or was told that it missed, everything that was written.</summary>
    public abstract bool IsDrainedLocked { get; }

    /// <summary>Ends its wait with a value; whether the value was taken, and not only announced.</summary>
    public abstract bool TryServeLocked(T item, ref WaiterChain wakes);

    /// <summary>Ends its wait, if it has one, for there will be no value.</summary>
    public abstract void TellClosedLocked(ref WaiterChain wakes);

    /// <summary>Ends its <c>Completion</c>; outside the gate.</summary>
    public abstract void FinishCompletion();
}
