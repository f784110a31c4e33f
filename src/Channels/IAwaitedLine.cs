namespace Channels;

/// <summary>Where an <see cref="AwaitedRead{T}"/> stands in line.</summary>
internal interface IAwaitedLine<T>
{
    /// <summary>What a wait throws that finds the end.</summary>
    Exception EndOfReads { get; }

    /// <summary>Takes a wait whose token was cancelled out of the line; false if it was taken out before.</summary>
    bool DelistRead(ReadWaiter<T> waiter);

    /// <summary>Keeps a wait whose result was collected for the next.</summary>
    void Recycle(AwaitedRead<T> waiter);
}
