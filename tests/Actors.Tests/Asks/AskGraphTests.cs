using Actors.Tests.Support;
using Xunit.Abstractions;

namespace Actors.Tests.Asks;

/// <summary>Random graphs of actors that ask each other, all of them at once.</summary>
[Collection("One at a time")]
public class AskGraphTests(ITestOutputHelper output)
{
    private const int Graphs = 3000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Three_thousand_random_graphs_end_without_a_hang_or_a_false_alarm(bool asksAtOnce)
    {
        int seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        Random random = new(seed);
        await using TestHost host = await TestHost.StartAsync(settings: ("Actors:MaxRestarts", "1000000000"));
        (int answered, int told) = (0, 0);

        for (int graph = 0; graph < Graphs; graph++)
        {
            (int Answered, int Told) result = await new AskGraph(random).RunAsync(host.System, asksAtOnce, Gate.Patience);
            answered += result.Answered;
            told += result.Told;
        }

        output.WriteLine($"{answered:N0} answered, {told:N0} told of a cycle");
        Assert.NotEqual(0, told);
    }
}
