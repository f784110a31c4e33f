namespace Channels.Waiting;

/// <summary>Why a waiting reader was woken.</summary>
internal enum ReaderOutcome
{
    /// <summary>There is a value to take.</summary>
    Item,

    /// <summary>There is no value and there will be none.</summary>
    Closed,

    /// <summary>The reader's token was cancelled; whatever comes stays in the channel.</summary>
    Cancelled,
}
