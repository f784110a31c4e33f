namespace Channels;

/// <summary>A line in which a <see cref="Select"/> can wait for room beside other writers.</summary>
internal interface ISelectableWrites<T>
{
    /// <summary>Puts the wait, which brings a value or wants room reserved, in the line; false if there is no need to: there is room, or the channel is closed.</summary>
    bool TryEnlistWrite(WriteWaiter<T> waiter);

    /// <summary>Takes the wait out of the line if it still stands there; afterwards nobody touches it.</summary>
    void DelistWrite(WriteWaiter<T> waiter);
}
