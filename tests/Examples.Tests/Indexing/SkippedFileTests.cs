using Examples.Tests.Support;
using FolderIndex;

namespace Examples.Tests.Indexing;

public class SkippedFileTests
{
    // More than any default limit of restarts.
    private const int Many = 50;

    [Fact]
    public async Task Files_that_cannot_be_opened_restart_their_readers_and_are_counted()
    {
        using TemporaryFolder folder = new();
        for (int number = 0; number < Many; number++)
        {
            folder.Write($"{number}.txt", "counted\n");
            folder.Write($"{number}.locked", "not counted\n");
            folder.Write($"{number}.gone", "not counted\n");
        }

        Summary summary = await InProcess.IndexAsync(folder.Path, path => Path.GetExtension(path) switch
        {
            ".locked" => throw new UnauthorizedAccessException("Permission denied."),
            ".gone" => throw new FileNotFoundException("Removed since it was found."),
            _ => File.OpenRead(path),
        });

        Assert.True(summary.IsWhole);
        Assert.Equal((Many, 2 * Many), (summary.Files.Text, summary.Files.Unreadable));
        Assert.Equal(("counted", Many), (Assert.Single(summary.Terms.Top).Text, summary.Terms.Terms));
        AssertRestarts(2 * Many, summary);
    }

    [Fact]
    public async Task Binary_files_restart_their_readers_and_nothing_of_them_is_counted()
    {
        using TemporaryFolder folder = new();
        for (int number = 0; number < Many; number++) folder.Write($"{number}.bin", new string('a', 7_999) + "\0");
        folder.Write("text.txt", new string('b', 8_000) + "\0");

        Summary summary = await InProcess.IndexAsync(folder.Path);

        Assert.Equal((1, Many, 8_001), (summary.Files.Text, summary.Files.Binary, summary.Files.Bytes));
        Assert.Equal(1, summary.Terms.Terms);
        AssertRestarts(Many, summary);
    }

    [ShellFact]
    public async Task A_pipe_that_nobody_writes_to_does_not_hold_up_a_reader()
    {
        using TemporaryFolder folder = new();
        await Shell.RunAsync("""mkfifo "$1/pipe" """, folder.Path);

        Summary summary = await InProcess.IndexAsync(folder.Path);

        Assert.True(summary.IsWhole);
        Assert.Equal((1, 0), (summary.Files.Files, summary.Files.Bytes));
    }

    [Fact]
    public async Task Of_a_file_that_fails_half_way_the_part_that_was_read_is_counted()
    {
        using TemporaryFolder folder = new();
        folder.Write("torn.txt", string.Concat(Enumerable.Repeat("line\n", 200_000)));

        Summary summary = await InProcess.IndexAsync(folder.Path, path => new TornStream(path, length: 500_000));

        Assert.False(summary.IsWhole);
        Assert.Equal((1, 1), (summary.Files.Text, summary.Files.CutShort));
        Assert.InRange(summary.Files.Bytes, 1, 500_000);
        Assert.InRange(summary.Terms.Terms - summary.Files.Lines, 0, 1);
        AssertRestarts(0, summary);
    }

    [Fact]
    public async Task A_reader_that_fails_for_any_other_reason_makes_the_summary_partial()
    {
        using TemporaryFolder folder = new();
        for (int number = 0; number < Many; number++) folder.Write($"{number}.txt", "text\n");

        Summary summary = await InProcess.IndexAsync(folder.Path, path =>
            Path.GetFileName(path) == "7.txt" ? throw new InvalidOperationException("A bug.") : File.OpenRead(path));

        Assert.False(summary.IsWhole);
        Assert.InRange(summary.Files.Files, 0, Many - 1);
        Assert.Equal(summary.Account.Accepted, summary.Account.Handled + summary.Account.Faulted + summary.Account.Undelivered);
    }

    [Fact]
    public async Task Readers_that_keep_failing_for_another_reason_end_the_host_with_1()
    {
        using TemporaryFolder folder = new();
        // More than the mailboxes hold, which a pool that is restarted loses with its readers: the next ones have files to fail over, too.
        for (int number = 0; number < 1_000; number++) folder.Write($"{number}.txt", "text\n");

        try
        {
            Summary summary = await InProcess.IndexAsync(folder.Path, _ => throw new InvalidOperationException("A bug."));

            Assert.False(summary.IsWhole);
            Assert.Equal(1, Environment.ExitCode);
        }
        finally
        {
            // This is the test runner's as well.
            Environment.ExitCode = 0;
        }
    }

    private static void AssertRestarts(int expected, Summary summary)
    {
        Assert.Equal((expected, expected), (summary.Account.Restarts, summary.Account.Faulted));
        Assert.Equal((0, 0), (summary.Account.Undelivered, summary.Account.Pending));
        Assert.Equal(summary.Account.Accepted, summary.Account.Handled + summary.Account.Faulted);
    }

    /// <summary>A file on a disk that fails behind <paramref name="length"/> bytes.</summary>
    private sealed class TornStream(string path, long length) : FileStream(path, FileMode.Open, FileAccess.Read)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position + buffer.Length <= length ? base.ReadAsync(buffer, cancellationToken) : throw new IOException("Bad sector.");
    }
}
