namespace Channels;

/// <summary>What a kind of channel does for its senders; <see cref="Sender{T}"/> is the view of it that users have.</summary>
/// <remarks>Each wait is cancel-safe: cancelled, it has written and reserved nothing.</remarks>
internal interface ISendingSide<T> : IChannelSide<T>
{
    WriteStatus TryWrite(T item);

    /// <summary>The contract of ChannelWriter: faults with ChannelClosedException, or ends cancelled.</summary>
    ValueTask WriteAsync(T item, CancellationToken cancellationToken);

    ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken);

    /// <summary>Writes as many as there is room for, in order; the number of those.</summary>
    int TryWriteMany(ReadOnlySpan<T> items);

    /// <summary>Writes, and takes the oldest value out if there is no room; never <see cref="WriteStatus.Full"/>.</summary>
    WriteStatus ForceWrite(T item, out T? displaced);

    /// <summary>Sets room for <paramref name="count"/> values aside, all or none; <see cref="WriteStatus.Written"/> if it did.</summary>
    WriteStatus TryReserve(int count);

    /// <summary>Waits for room for <paramref name="count"/> values and sets it aside; false if the channel is closed.</summary>
    ValueTask<bool> ReserveAsync(int count, CancellationToken cancellationToken);

    /// <summary>Writes into room that was reserved; never waits. The channel's end waits for it, so it is taken even after a close.</summary>
    void WriteReserved(T item);

    /// <summary>Gives reserved room back.</summary>
    void Unreserve(int count);

    /// <summary>Counts one more sender; false if there is none left that could be joined.</summary>
    bool TryAddSender();

    /// <summary>Counts one less; the last one closes the channel.</summary>
    void RemoveSender();
}
