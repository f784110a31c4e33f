using Examples.Tests.Support;

namespace Examples.Tests;

public class CounterTests
{
    [Fact]
    public async Task The_counter_counts_to_five()
    {
        using ExampleProcess counter = ExampleProcess.Start("Counter");

        var (exitCode, output, errors) = await counter.EndAsync();

        Assert.Contains("The count is 5.", output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (exitCode, errors));
    }
}
