namespace Interleaving.Tests.Simulation;

/// <summary>What an exploration came to.</summary>
/// <param name="Failure">What went wrong in the last schedule, with its table and how to run it again; null if nothing did.</param>
/// <param name="Picks">The picks of the last schedule.</param>
internal sealed record Finding(int Schedules, long Steps, string? Failure, IReadOnlyList<int> Picks);
