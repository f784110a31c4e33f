using System.Xml.Linq;
using Examples.Tests.Support;

namespace Examples.Tests;

/// <summary>The benchmark runs, in small: what it says is for idle machines.</summary>
public class ChannelsBenchmarksTests
{
    private const string Benchmark = "Channels.Benchmarks";

    [Fact]
    public async Task It_measures_a_shape_and_writes_a_page_and_a_chart()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        try
        {
            using ExampleProcess process = ExampleProcess.Start(
                Benchmark, "--quick", "--rounds", "1", "--shape", "single/mpsc/one/64/8B", "--shape", "idle/oneshot", "--out", folder.FullName);

            var (exitCode, output, errors) = await process.EndAsync();

            Assert.Equal((0, ""), (exitCode, errors));
            Assert.Contains("| single/mpsc/one/64/8B |", output, StringComparison.Ordinal);
            string page = await File.ReadAllTextAsync(Path.Combine(folder.FullName, "channels.md"));
            Assert.Contains("| single/mpsc/one/64/8B |", page, StringComparison.Ordinal);
            Assert.Contains("| idle/oneshot/new |", page, StringComparison.Ordinal);
            Assert.Equal("svg", XDocument.Load(Path.Combine(folder.FullName, "channels.svg")).Root!.Name.LocalName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("--shape is 'nowhere'; give one of --list, or its first parts, as in --shape 4:1/64.", "--shape", "nowhere")]
    [InlineData("--rounds is '0'; give a whole number from 1 to 999, as in --rounds 9.", "--rounds", "0")]
    [InlineData("--rounds is missing its number; give a whole number from 1 to 999, as in --rounds 9.", "--rounds")]
    [InlineData("--out is 'nowhere', which is not there; give a folder that exists.", "--out", "nowhere")]
    [InlineData("Unknown argument 'fast'; the options are --quick, --shape NAME, --rounds N, --out FOLDER, --list and --help.", "fast")]
    public async Task A_wrong_argument_ends_with_a_line_that_says_what_to_do(string line, params string[] args)
    {
        using ExampleProcess process = ExampleProcess.Start(Benchmark, args);

        var (exitCode, output, errors) = await process.EndAsync();

        Assert.Equal((2, "", line), (exitCode, output, errors.TrimEnd()));
    }
}
