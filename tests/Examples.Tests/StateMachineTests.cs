using Examples.Tests.Support;

namespace Examples.Tests;

public class StateMachineTests
{
    [Fact]
    public async Task Coffee_that_was_ordered_while_the_machine_heats_comes_when_it_is_hot()
    {
        using ExampleProcess machine = ExampleProcess.Start("StateMachine");

        var (exitCode, output, errors) = await machine.EndAsync();

        string[] lines =
        [
            "No coffee: it is Off.", "It heats.", "It was Heating and is now Hot.", "espresso, cup 1 since it is hot", "lungo, cup 2 since it is hot",
            "It was Hot and is now Off.", "2 cups.",
        ];
        Assert.Equal(lines, output.Split('\n', StringSplitOptions.TrimEntries).Where(line => lines.Contains(line)));
        Assert.Equal((0, ""), (exitCode, errors));
    }
}
