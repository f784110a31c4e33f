namespace Interleaving.Tests.Simulation;

/// <summary>Something that a model claims did not hold.</summary>
internal sealed class ClaimFailedException(string message) : Exception(message);
