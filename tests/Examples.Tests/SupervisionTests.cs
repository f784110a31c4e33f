using Examples.Tests.Support;

namespace Examples.Tests;

public class SupervisionTests
{
    [Fact]
    public async Task The_recorder_keeps_what_it_has_while_line_and_decoder_are_restarted()
    {
        using ExampleProcess example = ExampleProcess.Start("Supervision");

        var (exitCode, output, errors) = await example.EndAsync();

        Assert.Equal(
            """
            line: open
            decoder: a new session
            recorder: 11
            recorder: 11, 21
            line: hung up
            decoder: the session ends with the line
            line: open
            decoder: a new session
            recorder: 11, 21, 41
            recorder: 11, 21, 41, 51
            The host has stopped.
            """,
            output);
        Assert.Equal((0, ""), (exitCode, errors));
    }
}
