namespace Channels;

/// <summary>What both ends of a channel ask of its kind. Every member may be called from any thread.</summary>
internal interface IChannelSide<T>
{
    /// <summary>The most values it holds; null for no bound.</summary>
    int? Capacity { get; }

    /// <summary>How many values could be written now: the capacity less what it holds and what is reserved; null for no bound.</summary>
    int? FreeCapacity { get; }

    int Count { get; }

    /// <summary>Whether it takes no more values, whichever side closed it.</summary>
    bool IsClosed { get; }

    /// <summary>What it was closed with; null while open and after a clean close.</summary>
    Exception? Error { get; }

    int SenderCount { get; }

    int ReceiverCount { get; }

    /// <summary>Ends, never faulted, when the channel is closed; the same task each time, made when first asked for.</summary>
    Task Closed { get; }

    /// <summary>Lets no more values in; what is there can still be read. True for the call that closed it.</summary>
    bool TryComplete(Exception? error);

    /// <summary>Closes it, if it is open, and takes out what nobody has read.</summary>
    IReadOnlyList<T> CloseAndTake();

    /// <summary>Closes it, if it is open, takes out what nobody has read, and disposes what of it can be and is nobody else's; how many values it took out.</summary>
    int CloseAndDiscard() => Discarded.Dispose(CloseAndTake());
}
