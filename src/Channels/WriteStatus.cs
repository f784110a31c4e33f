namespace Channels;

/// <summary>What became of a value that was offered to a channel.</summary>
public enum WriteStatus
{
    /// <summary>The channel took the value.</summary>
    Written,

    /// <summary>There was no room; the value is still the caller's, and a moment later there may be room.</summary>
    Full,

    /// <summary>The channel takes no more values, now or later; the value is still the caller's.</summary>
    Closed,

    /// <summary>The channel took the value and gave up the oldest it held to make room; only <see cref="Sender{T}.ForceWrite"/> does that.</summary>
    Displaced,
}
