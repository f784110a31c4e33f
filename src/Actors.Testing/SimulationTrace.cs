namespace Actors.Testing;

/// <summary>What a simulation did, as text for people and as a number for comparing.</summary>
internal sealed class SimulationTrace
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    private readonly List<string> _lines = [];

    /// <summary>Equal for equal runs (FNV-1a over all choices and lines).</summary>
    public ulong Hash { get; private set; } = Offset;

    public IReadOnlyList<string> Lines => _lines;

    public void Add(string line)
    {
        _lines.Add(line);
        foreach (char letter in line) Mix(letter);
    }

    public void Choose(int chosen, int among)
    {
        Mix((uint)chosen);
        Mix((uint)among);
    }

    private void Mix(uint value) => Hash = (Hash ^ value) * Prime;
}
