using Examples.Tests.Support;
using FolderIndex;

namespace Examples.Tests.Indexing;

public class CommandLineTests
{
    [Theory]
    [InlineData("There is no folder 'no such folder'; give one that exists, or nothing for the current one.", "no such folder")]
    [InlineData("Unknown option '--colour'; the options are --top N, --readers N, --shards N, --exclude NAME and --plain.", "--colour")]
    [InlineData("--top is 'ten'; give a whole number from 1 to 1000000, as in --top 8.", "--top", "ten")]
    public async Task A_wrong_argument_ends_the_program_with_2_and_a_sentence(string sentence, params string[] args)
    {
        using ExampleProcess program = ExampleProcess.Start("FolderIndex", args);

        var result = await program.EndAsync();

        Assert.Equal((2, "", sentence + Environment.NewLine), result);
    }

    [Theory]
    [InlineData("--readers is missing its number; give", "--readers")]
    [InlineData("--readers is '0'; give", "--readers", "0")]
    [InlineData("--shards is '65'; give", "--shards", "65")]
    [InlineData("--top is '-1'; give", "--top", "-1")]
    [InlineData("--exclude is missing its name; give", "--exclude")]
    [InlineData("--exclude is 'a/b'; give", "--exclude", "a/b")]
    [InlineData("The folder is an empty text; give", "")]
    [InlineData("'tests' is a second folder after '.'; give", ".", "tests")]
    public void What_is_wrong_is_said_with_its_value(string beginning, params string[] args)
    {
        bool isParsed = CommandLine.TryParse(args, out IndexOptions? options, out string? error);

        Assert.False(isParsed);
        Assert.Null(options);
        Assert.StartsWith(beginning, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_may_stand_before_and_after_the_folder()
    {
        bool isParsed = CommandLine.TryParse(
            ["--top", "5", "--exclude", "node_modules", ".", "--readers", "3", "--exclude", "dist", "--shards", "4", "--plain"], out IndexOptions? options, out _);

        Assert.True(isParsed);
        Assert.Equal((Environment.CurrentDirectory, 5, 3, 4, true), (options!.Folder, options.Top, options.Readers, options.Shards, options.IsPlain));
        Assert.Equal([".git", "bin", "obj", "node_modules", "dist"], options.Excludes);
    }

    [Fact]
    public void Without_arguments_the_folder_is_the_current_one()
    {
        bool isParsed = CommandLine.TryParse([], out IndexOptions? options, out _);

        Assert.True(isParsed);
        Assert.Equal(Environment.CurrentDirectory, options!.Folder);
    }
}
