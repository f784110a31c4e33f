namespace Channels.Tests.Stress;

/// <summary>Tests that need the machine, or the process's allocation counter, for themselves.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
