namespace Channels;

/// <summary>What a kind of channel does for its receivers; <see cref="Receiver{T}"/> is the view of it that users have.</summary>
/// <remarks>Each wait is cancel-safe: cancelled, it has consumed nothing.</remarks>
internal interface IReceivingSide<T> : IChannelSide<T>
{
    /// <summary>Ends when the channel is closed and drained, as it was closed.</summary>
    Task Completion { get; }

    ReadStatus TryRead(out T item);

    bool TryPeek(out T item);

    /// <summary>The contract of ChannelReader: faults with ChannelClosedException, or ends cancelled.</summary>
    ValueTask<T> ReadAsync(CancellationToken cancellationToken);

    ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken);

    /// <summary>Takes as many as there are and fit, in order; the number of those.</summary>
    int TryReadMany(Span<T> destination);

    /// <summary>Counts one more receiver; false if there is none left that could be joined.</summary>
    bool TryAddReceiver();

    /// <summary>Counts one less; the last one closes the channel and lets go of what it holds.</summary>
    void RemoveReceiver();
}
