using System.Collections.Concurrent;

namespace Actors.Tests.Support;

/// <summary>What happens to the members of a <see cref="Crew"/>, in order, and what a test plans for them.</summary>
internal sealed class Roll
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentDictionary<string, int> _failuresAtStart = new();
    private readonly ConcurrentDictionary<string, int> _lives = new();

    /// <summary>Open when the crew itself has stopped.</summary>
    public Gate CrewStopped { get; } = new();

    public ConcurrentDictionary<string, Exception> Errors { get; } = new();

    public string[] Lines => [.. _lines];

    public void Clear() => _lines.Clear();

    public void Write(string line) => _lines.Enqueue(line);

    public int NextLife(string name) => _lives.AddOrUpdate(name, 1, static (_, life) => life + 1);

    /// <summary>The next starts of a member fail, so many.</summary>
    public void FailStarts(string name, int times) => _failuresAtStart[name] = times;

    public void ThrowIfPlanned(string name)
    {
        if (!_failuresAtStart.TryGetValue(name, out int left) || left == 0) return;
        _failuresAtStart[name] = left - 1;
        throw new NotSupportedException($"{name} cannot start");
    }
}
