using System.Globalization;
using System.Text.RegularExpressions;
using Examples.Tests.Support;

namespace Examples.Tests.Indexing;

public partial class StoppedRunTests
{
    // Nobody reads so much within the test; on disk it is one block.
    private const long Endless = 1L << 38;

    [ShellFact]
    public async Task A_run_that_is_terminated_half_way_accounts_for_every_message()
    {
        using TemporaryFolder folder = new();
        for (int number = 0; number < 500; number++) folder.Write($"small/{number}.txt", "a few words\n");
        for (int number = 0; number < 10; number++) folder.Write($"small/{number}.bin", "\0");
        foreach (string name in new[] { "one.log", "two.log", "three.log" }) MakeEndless(folder.Write(name, string.Concat(Enumerable.Repeat("line\n", 2_000))));
        using ExampleProcess program = ExampleProcess.Start("FolderIndex", folder.Path, "--readers", "2", "--plain");

        await program.WaitForLineAsync(" files, ");
        await program.TerminateAsync();
        var (exitCode, output, errors) = await program.EndAsync();

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains($"Partial index of {folder.Path}", output, StringComparison.Ordinal);
        Match account = Account().Match(output);
        Assert.True(account.Success, output);
        Assert.Equal(Figure(account, "accepted"), Figure(account, "handled") + Figure(account, "faulted") + Figure(account, "undelivered"));
        Assert.Equal(0, Figure(account, "lost"));
    }

    private static void MakeEndless(string path)
    {
        using FileStream file = File.OpenWrite(path);
        file.SetLength(Endless);
    }

    private static long Figure(Match account, string name) => long.Parse(account.Groups[name].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"accepted (?<accepted>\d+), handled (?<handled>\d+), faulted (?<faulted>\d+), undelivered (?<undelivered>\d+).*, lost (?<lost>-?\d+)")]
    private static partial Regex Account();
}
