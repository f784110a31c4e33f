namespace Channels;

/// <summary>What a consumer of an <see cref="MpscQueue{T}"/> found when it wanted to go to sleep.</summary>
public enum ParkStatus
{
    /// <summary>There is a value after all: go on reading.</summary>
    HasItems,

    /// <summary>The consumer sleeps; exactly one call of <see cref="MpscQueue{T}.Wake"/> or one successful <see cref="MpscQueue{T}.TryUnpark"/> will end that.</summary>
    Parked,

    /// <summary>The queue is closed and everything it held was taken.</summary>
    Closed,
}
