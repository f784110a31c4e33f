namespace Actors.Tests.Support;

/// <summary>Tests that look at the whole process: its exit code, its memory, its time.</summary>
[CollectionDefinition("One at a time", DisableParallelization = true)]
public sealed class OneAtATime;
