namespace Actors.Testing;

/// <summary>A simulation that went wrong; its text says how, from which seed, and what happened last.</summary>
public sealed class SimulationException : Exception
{
    internal SimulationException(string message, int seed, IReadOnlyList<string> trace, Exception? innerException = null)
        : base(Text(message, seed, trace), innerException)
    {
        Seed = seed;
        Trace = trace;
    }

    /// <summary>The seed: <see cref="ActorScenario.Replay"/> with it does the same again.</summary>
    public int Seed { get; }

    /// <summary>What ran, in order, up to the failure.</summary>
    public IReadOnlyList<string> Trace { get; }

    private static string Text(string message, int seed, IReadOnlyList<string> trace)
    {
        const int Shown = 25;
        IEnumerable<string> last = trace.Skip(Math.Max(0, trace.Count - Shown)).Select(line => $"  {line}");
        return $"{message}\nSeed {seed}; replay it with the scenario's Replay({seed}). The last of {trace.Count} steps:\n{string.Join('\n', last)}";
    }
}
