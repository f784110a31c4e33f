namespace Channels;

/// <summary>What a look into a channel found.</summary>
public enum ReadStatus
{
    /// <summary>A value was taken.</summary>
    Read,

    /// <summary>There was no value; a moment later there may be one.</summary>
    Empty,

    /// <summary>There is no value and there never will be: the channel is closed and everything it held was taken.</summary>
    Closed,
}
