namespace Channels;

/// <summary>How a party passed an <see cref="AsyncBarrier"/>.</summary>
/// <param name="IsLeader">Whether it came last and so ended the wait of the others: true for exactly one of each round, which may do what is to be done once.</param>
/// <param name="Round">Which round it was, from 0.</param>
public readonly record struct BarrierWaitResult(bool IsLeader, long Round);
