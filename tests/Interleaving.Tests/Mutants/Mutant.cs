namespace Interleaving.Tests.Mutants;

/// <summary>A bug planted in the libraries' sources: a text that stands there once, what it becomes, and the model that must notice.</summary>
internal sealed record Mutant(string Name, string File, string Original, string Planted, Type Model, int Preemptions = 2, (string Original, string Planted)? Also = null);
