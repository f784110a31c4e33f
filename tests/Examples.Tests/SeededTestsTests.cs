using Examples.Tests.Support;

namespace Examples.Tests;

public class SeededTestsTests
{
    [Fact]
    public async Task The_race_is_found_and_replayed_as_its_page_says()
    {
        using ExampleProcess example = ExampleProcess.Start("SeededTests");

        var (exitCode, output, errors) = await example.EndAsync();

        Assert.Equal(
            """
            Careful payers: right in the orders of 500 seeds.
            Careless payers: 1 and 2 were paid, and the balance is 1.
            The seed that found it does the same again, 100 times of 100.
            """,
            output);
        Assert.Equal((0, ""), (exitCode, errors));
    }
}
