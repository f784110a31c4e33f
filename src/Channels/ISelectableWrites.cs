namespace Channels;

/// <summary>A line in which a <see cref="Select"/> can wait for room beside other writers; see <see cref="ISelectableReads{T}"/> for how.</summary>
internal interface ISelectableWrites<T>
{
    /// <summary>Puts the wait, which brings a value or wants room reserved, in the line; false if there is no need to: there is room, a reader waits where there is never room, or the channel is closed.</summary>
    /// <param name="waiter">A value that it brings must not change until the wait was taken out: somebody may look at it. It is completed outside the gate, once.</param>
    bool TryEnlistWrite(WriteWaiter<T> waiter);

    /// <summary>Takes the wait out of the line if it still stands there; afterwards nobody touches it, but one who has claimed it. Room that was gathered for it goes to those behind.</summary>
    void DelistWrite(WriteWaiter<T> waiter);
}
