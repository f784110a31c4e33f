namespace Documentation.Tests;

/// <summary>Code in the docs is code: it compiles, and it prints what the page says.</summary>
public class CodeTests
{
    public static TheoryData<string> Snippets => [.. CodeBlocks.Select(block => block.ToString())];

    public static TheoryData<string> Programs => [.. CodeBlocks.Where(block => block.Output is not null).Select(block => block.ToString())];

    private static IEnumerable<Block> CodeBlocks => Page.ForUsers.SelectMany(page => page.Blocks).Where(block => block.IsCode);

    [Theory]
    [MemberData(nameof(Snippets))]
    public void Code_compiles(string place) => Findings.AssertNone(new Snippet(Find(place)).Errors);

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task A_program_prints_what_the_page_says(string place)
    {
        Block block = Find(place);
        Snippet program = new(block);
        Assert.True(program.IsProgram, $"{place} has an output, but no statements to run.");

        string output = await program.RunAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(block.Output!.Text, output.ReplaceLineEndings("\n").TrimEnd('\n'));
    }

    [Fact]
    public void Code_that_need_not_compile_is_rare() =>
        Assert.InRange(Page.ForUsers.SelectMany(page => page.Blocks).Count(block => block.Info == "csharp no-compile"), 0, 3);

    private static Block Find(string place) => CodeBlocks.Single(block => block.ToString() == place);
}
