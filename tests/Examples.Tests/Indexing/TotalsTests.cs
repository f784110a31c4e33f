using Examples.Tests.Support;
using FolderIndex;

namespace Examples.Tests.Indexing;

public class TotalsTests
{
    [Fact]
    public async Task The_corpus_has_the_totals_it_was_made_with()
    {
        Summary summary = await InProcess.IndexAsync(Repository.Corpus);

        Assert.True(summary.IsWhole);
        Assert.Equal((12, 10, 2, 0), (summary.Files.Files, summary.Files.Text, summary.Files.Binary, summary.Files.Unreadable));
        Assert.Equal((9_016, 632), (summary.Files.Bytes, summary.Files.Lines));
        Assert.Equal((1_894, 671), (summary.Terms.Terms, summary.Terms.Distinct));
        Assert.Equal(2, summary.Account.Restarts);
    }

    [Fact]
    public async Task The_corpus_has_the_extensions_it_was_made_with()
    {
        Summary summary = await InProcess.IndexAsync(Repository.Corpus);

        ExtensionTotals[] expected =
        [
            new(".log", 1, 8_411, 601),
            new(".md", 1, 133, 4),
            new(".txt", 3, 132, 7),
            new(".cs", 1, 111, 8),
            new(".py", 1, 83, 4),
            new("", 1, 64, 7),
            new(".json", 1, 55, 0),
            new(".hidden", 1, 27, 1),
        ];
        Assert.Equal(expected, summary.Files.Extensions);
    }

    [Fact]
    public async Task The_corpus_has_the_terms_it_was_made_with()
    {
        Summary summary = await InProcess.IndexAsync(Repository.Corpus);

        var terms = summary.Terms.Top.ToDictionary(term => term.Text, term => term.Count);
        // Two at the beginning of each line, none from binary files, whatever stands between letters of ASCII is between terms.
        Assert.Equal((600, 600), (terms["entry"], terms["ok"]));
        Assert.Equal((2, 1), (terms["two_words"], terms["__init__"]));
        Assert.Equal((1, 1, 1), (terms["lan"], terms["fa"], terms["caf"]));
        Assert.False(terms.ContainsKey("words"));
    }

    [Fact]
    public async Task The_most_frequent_terms_come_first_and_equally_frequent_ones_in_the_order_of_their_bytes()
    {
        using TemporaryFolder folder = new();
        folder.Write("a.txt", "b a c b _ Z");

        Summary summary = await InProcess.IndexAsync(folder.Path);

        Assert.Equal(["b", "_", "a", "c", "z"], summary.Terms.Top.Select(term => term.Text));
    }

    [ShellFact]
    public async Task The_corpus_has_the_totals_that_the_standard_tools_count()
    {
        Totals expected = await StandardTools.CountAsync(Repository.Corpus);

        Summary summary = await InProcess.IndexAsync(Repository.Corpus);

        Totals.AssertEqual(expected, Totals.Of(summary));
    }

    [ShellFact]
    public async Task This_repository_has_the_totals_that_the_standard_tools_count()
    {
        // A copy: somebody may be working in it.
        using TemporaryFolder folder = new();
        folder.CopyFrom(Repository.Root, ".git", "bin", "obj");
        Totals expected = await StandardTools.CountAsync(folder.Path);

        Summary summary = await InProcess.IndexAsync(folder.Path);

        Totals.AssertEqual(expected, Totals.Of(summary));
    }

    [ShellFact]
    public async Task Links_and_excluded_folders_are_left_out_as_find_leaves_them_out()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("kept/a.txt", "once\n");
        folder.Write("kept/bin/b.txt", "not at all\n");
        folder.Write("obj/c.txt", "not at all\n");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "link.txt"), file);
        File.CreateSymbolicLink(Path.Combine(folder.Path, "dangling.txt"), "nowhere");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "kept", "circle"), folder.Path);
        Totals expected = await StandardTools.CountAsync(folder.Path);

        Summary summary = await InProcess.IndexAsync(folder.Path);

        Assert.Equal((1, 1), (summary.Files.Files, summary.Terms.Terms));
        Totals.AssertEqual(expected, Totals.Of(summary));
    }

    [ShellFact]
    public async Task Terms_that_blocks_break_off_or_that_are_longer_than_any_word_are_counted_as_by_the_standard_tools()
    {
        using TemporaryFolder folder = new();
        // 7 and 64 Ki have no common factor: every part of the term is at the end of a block once.
        folder.Write("broken.txt", string.Concat(Enumerable.Repeat("A_term ", 80_000)));
        folder.Write("long.txt", new string('x', 200_000) + " " + new string('y', 1024) + " " + new string('z', 1025));
        folder.Write("end.txt", string.Concat(Enumerable.Repeat(new string('n', 63) + "\n", 1024)));
        Totals expected = await StandardTools.CountAsync(folder.Path);

        Summary summary = await InProcess.IndexAsync(folder.Path);

        Totals.AssertEqual(expected, Totals.Of(summary));
    }
}
