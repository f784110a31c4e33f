namespace Channels;

/// <summary>A line in which a <see cref="Select"/> can wait for a value beside other readers.</summary>
internal interface ISelectableReads<T>
{
    /// <summary>Puts the wait in the line; false if there is no need to: a value can be had, or the channel is closed.</summary>
    bool TryEnlistRead(ReadWaiter<T> waiter);

    /// <summary>Takes the wait out of the line if it still stands there; afterwards nobody touches it.</summary>
    void DelistRead(ReadWaiter<T> waiter);
}
