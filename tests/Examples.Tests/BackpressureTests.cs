using Examples.Tests.Support;

namespace Examples.Tests;

public class BackpressureTests
{
    [Fact]
    public async Task A_quick_producer_waits_for_a_slow_printer_and_a_display_drops_what_is_old()
    {
        using ExampleProcess example = ExampleProcess.Start("Backpressure");

        var (exitCode, output, errors) = await example.EndAsync();

        Assert.Equal(
            """
            page 1: Accepted
            page 2: Accepted
            page 3: Accepted
            page 4: Full
            The producer waits: True
            Printed in order: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20
            Never more than 3 waited.
            It is 21 degrees.
            It is 22 degrees.
            The display dropped 3.
            """,
            output);
        Assert.Equal((0, ""), (exitCode, errors));
    }
}
