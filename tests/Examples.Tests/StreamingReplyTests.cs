using Examples.Tests.Support;

namespace Examples.Tests;

public class StreamingReplyTests
{
    [Fact]
    public async Task The_reader_gets_the_first_entries_and_no_more_are_made_than_there_is_room_for()
    {
        using ExampleProcess journal = ExampleProcess.Start("StreamingReply");

        var (exitCode, output, errors) = await journal.EndAsync();

        Assert.Equal("entry 1\nentry 2\nentry 3\nThe journal made no more than there was room for.", output);
        Assert.Equal((0, ""), (exitCode, errors));
    }
}
