namespace Channels.Waiting;

/// <summary>What a single reader waits on.</summary>
internal interface IReadSource<T>
{
    /// <summary>Takes back the reader's announcement that it waits; false when somebody else has already taken the duty to wake it.</summary>
    bool TryUnpark();

    /// <summary>Puts the announcement back that a successful <see cref="TryUnpark"/> took, or wakes the reader if there is something to wake it for.</summary>
    void Repark();

    /// <summary>Takes the next value.</summary>
    bool TryRead(out T item);

    /// <summary>Whether what the channel held was taken back by who closed it: a reader that was woken for it finds the end.</summary>
    bool IsDiscarded { get; }

    /// <summary>What the channel was closed with; null while open and after a clean close.</summary>
    Exception? Error { get; }
}
