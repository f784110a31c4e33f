namespace Documentation.Tests;

/// <summary>The README keeps its promises of the first ten lines.</summary>
public class ReadmeTests
{
    private static readonly Page Readme = Page.Open("README.md");

    [Fact]
    public void A_whole_program_begins_within_the_first_ten_lines() => Assert.InRange(Readme.Blocks.First(block => block.IsCode).Line, 1, 10);

    [Fact]
    public void Its_program_is_the_example_to_the_letter() =>
        Assert.Equal(File.ReadAllText(Page.At("examples/Counter/Program.cs")).TrimEnd('\n'), Readme.Blocks.First(block => block.IsCode).Text);

    [Fact]
    public void Its_two_commands_are_what_ci_runs()
    {
        string[] commands = [.. Readme.Blocks.First(block => block.Info == "sh").Text.Split('\n').Select(line => line.Split('#')[0].TrimEnd())];

        string ci = File.ReadAllText(Page.At(".ci/run"));

        Assert.Equal(2, commands.Length);
        Assert.All(commands, command => Assert.Contains(command, ci, StringComparison.Ordinal));
    }
}
