using System.Runtime.InteropServices;

namespace FolderIndex;

/// <summary>Counts terms; one that was seen before is found by its bytes where they lie, without a copy.</summary>
public sealed class TermCounts
{
    // Few enough to stay in a core's cache, enough for most terms of a text to be seen again before they are sent.
    private const int Many = 32 * 1024;

    private readonly Dictionary<byte[], long> _counts = new(TermComparer.Instance);
    private readonly Dictionary<byte[], long>.AlternateLookup<ReadOnlySpan<byte>> _byBytes;

    public TermCounts() => _byBytes = _counts.GetAlternateLookup<ReadOnlySpan<byte>>();

    public bool IsFull => _counts.Count >= Many;

    public void Add(ReadOnlySpan<byte> term) => CollectionsMarshal.GetValueRefOrAddDefault(_byBytes, term, out _)++;

    /// <summary>Takes all counts out, in <paramref name="parts"/> parts: a term is always in the same.</summary>
    public List<TermCount>[] TakeParts(int parts)
    {
        var taken = new List<TermCount>[parts];
        for (int part = 0; part < parts; part++) taken[part] = new List<TermCount>(_counts.Count / parts);
        foreach (var (term, count) in _counts)
            taken[(uint)TermComparer.Instance.GetHashCode(term) % (uint)parts].Add(new TermCount(term, count));
        _counts.Clear();
        return taken;
    }
}
