using FolderIndex;

namespace Examples.Tests.Support;

/// <summary>What both FolderIndex and the standard tools can say about a folder.</summary>
internal sealed record Totals(long Files, long Binary, long Bytes, long Lines, IReadOnlyDictionary<string, long> Terms)
{
    public static Totals Of(Summary summary) => new(
        summary.Files.Files,
        summary.Files.Binary,
        summary.Files.Bytes,
        summary.Files.Lines,
        summary.Terms.Top.ToDictionary(term => term.Text, term => term.Count));

    public static void AssertEqual(Totals expected, Totals actual)
    {
        Assert.Equal((expected.Files, expected.Binary, expected.Bytes, expected.Lines), (actual.Files, actual.Binary, actual.Bytes, actual.Lines));
        // By term, so that a failure names the terms and not the dictionaries.
        Assert.Equal(Sorted(expected.Terms.Except(actual.Terms)), Sorted(actual.Terms.Except(expected.Terms)));
    }

    private static IEnumerable<KeyValuePair<string, long>> Sorted(IEnumerable<KeyValuePair<string, long>> terms) =>
        terms.OrderBy(term => term.Key, StringComparer.Ordinal);
}
