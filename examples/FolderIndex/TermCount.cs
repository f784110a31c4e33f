using System.Text;

namespace FolderIndex;

/// <summary>A term, in its ASCII bytes, and how often it was seen.</summary>
public readonly record struct TermCount(byte[] Term, long Count)
{
    /// <summary>Those first that were seen most often, and of those that were seen as often the first in the order of their bytes.</summary>
    public static Comparer<TermCount> MostFirst { get; } = Comparer<TermCount>.Create((one, other) =>
        one.Count != other.Count ? other.Count.CompareTo(one.Count) : one.Term.AsSpan().SequenceCompareTo(other.Term));

    public string Text => Encoding.ASCII.GetString(Term);
}
