using System.Text.RegularExpressions;
using Examples.Tests.Support;

namespace Examples.Tests.Seed;

/// <summary>The six programs keep their contracts, in each of many runs.</summary>
public sealed partial class SeedTests
{
    private const int Runs = 20;

    // So many processes at a time: most of them sleep most of the time.
    private const int AtOnce = 4;

    [Fact]
    public Task OneshotComputation_prints_the_result() =>
        CheckRunsAsync("OneshotComputation", lines => Assert.Equal(["The result of computation is 0"], lines));

    [Fact]
    public Task OneshotDownload_processes_after_the_download_and_never_finishes() =>
        CheckRunsAsync("OneshotDownload", lines => Assert.Equal(["Downloaded file: data.txt", "Processing file: data.txt"], lines));

    [Fact]
    public Task MpscResults_prints_ten_results_in_order() =>
        CheckRunsAsync("MpscResults", lines => Assert.Equal(Enumerable.Range(1, 10).Select(number => $"The result of computation is {number}"), lines));

    [Fact]
    public Task MpmcWorkers_receives_each_message_once_and_those_of_a_producer_in_order() => CheckRunsAsync("MpmcWorkers", lines =>
    {
        string[] messages = [.. lines.Where(line => line.Contains("Received", StringComparison.Ordinal)).Select(line => Received().Replace(line, ""))];
        Assert.Equal(15, messages.Length);
        Assert.Equal(15, messages.Distinct().Count());
        foreach (IGrouping<string, string> ofOne in lines.Where(line => Received().IsMatch(line)).GroupBy(line => line[..^1]))
            Assert.Equal(ofOne.Order(StringComparer.Ordinal), ofOne);
        string left = Assert.Single(lines, line => line.StartsWith("The current number of messages in the channel is ", StringComparison.Ordinal));
        Assert.InRange(left[^1], '0', '2');
        Assert.Equal(16, lines.Length);
    });

    [Fact]
    public Task BroadcastToLatecomer_is_heard_by_all_in_one_order_and_by_the_latecomer_from_then_on() => CheckRunsAsync("BroadcastToLatecomer", lines =>
    {
        string[] heardByA = Heard(lines, "A");
        Assert.Equal(5, heardByA.Length);
        Assert.Equal("Last message", heardByA[^1]);
        Assert.Equal(heardByA, Heard(lines, "B"));
        Assert.Equal(["Last message"], Heard(lines, "C"));
        Assert.Equal(4, lines.Count(line => line.StartsWith("Sent: Broadcaster ", StringComparison.Ordinal)));
        Assert.Equal(15, lines.Length);
    });

    [Fact]
    public Task RendezvousProducers_hands_over_each_number_of_each_producer_in_order() => CheckRunsAsync("RendezvousProducers", lines =>
    {
        string[] received = [.. lines.Where(line => line.StartsWith("Consumer received: ", StringComparison.Ordinal))];
        Assert.Equal(Enumerable.Range(0, 5).SelectMany(number => Enumerable.Repeat($"Consumer received: {number}", 2)), received.Order(StringComparer.Ordinal));
        for (int id = 1; id <= 2; id++)
        {
            string prefix = $"Producer {id} sent: ";
            Assert.Equal(Enumerable.Range(0, 5).Select(number => $"{prefix}{number}"), lines.Where(line => line.StartsWith(prefix, StringComparison.Ordinal)));
        }

        Assert.Equal(20, lines.Length);
    });

    private static string[] Heard(string[] lines, string name) =>
        [.. lines.Where(line => line.StartsWith($"{name} receive ", StringComparison.Ordinal)).Select(line => line[$"{name} receive ".Length..])];

    private static Task CheckRunsAsync(string program, Action<string[]> check) =>
        Parallel.ForEachAsync(Enumerable.Range(0, Runs), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, _) =>
        {
            using ExampleProcess process = ExampleProcess.Start(program);
            (int exitCode, string output, string errors) = await process.EndAsync();
            Assert.Equal("", errors);
            Assert.Equal(0, exitCode);
            check(output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        });

    [GeneratedRegex("^Consumer [12]: Received ")]
    private static partial Regex Received();
}
