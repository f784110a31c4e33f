namespace Channels;

/// <summary>Something that is waited for in a line, and that a select can wait for beside other things.</summary>
/// <remarks>A select polls first; it enlists where nothing was to be had, and polls again where it is told no. What is taken out of a line is claimed with <see cref="Waiting.LineWaiter.TryClaim"/>, under the gate.</remarks>
internal interface IReadLine<T>
{
    ReadStatus TryRead(out T item);

    /// <summary>Puts a wait into the line, behind those who wait; false if there is something to be had, or the end: poll again.</summary>
    bool TryEnlistRead(ReadWaiter<T> waiter);

    /// <summary>Takes a wait out again; false if it was taken out before, whether it could be claimed or not.</summary>
    bool DelistRead(ReadWaiter<T> waiter);
}
