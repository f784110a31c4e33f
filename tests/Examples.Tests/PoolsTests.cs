using Examples.Tests.Support;

namespace Examples.Tests;

public class PoolsTests
{
    [Fact]
    public async Task Whoever_is_free_takes_the_next_job_and_who_brings_too_many_waits()
    {
        using ExampleProcess printers = ExampleProcess.Start("Pools");

        var (exitCode, output, errors) = await printers.EndAsync();

        string[] lines =
        [
            "One printer dries a poster, the other printed: 1 2 3 4 5 6 7 8", "Both dry posters. Room for a fifth card: False",
            "A third printer came: 1 2 3 4 5 6 7 8 9 10 11 12 13", "Posters: ballet, circus, opera",
        ];
        Assert.Equal(lines, output.Split('\n', StringSplitOptions.TrimEntries));
        Assert.Equal((0, ""), (exitCode, errors));
    }
}
