using Benchmarks.Contestants;

namespace Benchmarks.Measuring;

/// <summary>One contestant's median, and what it cost.</summary>
/// <param name="Contestant">Whose.</param>
/// <param name="Value"><see langword="null"/> if it does not do this; the footnote says why.</param>
/// <param name="Score">For shapes that are about speed: what else was measured.</param>
/// <param name="Footnote">What is to be known about it.</param>
internal sealed record Figure(Contestant Contestant, double? Value, Score? Score = null, string? Footnote = null);
