namespace Actors.Testing;

/// <summary>What became of a scenario from one seed.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Failure">How it failed; null if it did not.</param>
/// <param name="Trace">Every step, in order.</param>
/// <param name="TraceHash">A number for the whole run: equal for equal runs.</param>
public sealed record ScenarioResult(int Seed, SimulationException? Failure, IReadOnlyList<string> Trace, ulong TraceHash);
