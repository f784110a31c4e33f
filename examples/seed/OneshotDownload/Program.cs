using Channels;

// A download hands its file to a oneshot. If it fails, its sender is disposed without a value, and the await below says so
// at once instead of waiting for ever.
using CancellationTokenSource scope = new();
var (sender, receiver) = Oneshot.Create<string>();
Task download = DownloadAsync(sender);
string file = await receiver;
await download;

// What is started here and not awaited lives as long as the program, and no longer: it prints that it begins, for that it
// does before its first wait, and never that it finished.
Task processing = ProcessAsync(file, scope.Token);
await scope.CancelAsync();
await processing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

static async Task DownloadAsync(OneshotSender<string> sender)
{
    using (sender)
    {
        await Task.Delay(TimeSpan.FromSeconds(2));
        Console.WriteLine("Downloaded file: data.txt");
        sender.TryWrite("data.txt");
    }
}

static async Task ProcessAsync(string file, CancellationToken cancellationToken)
{
    Console.WriteLine($"Processing file: {file}");
    await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
    Console.WriteLine("Finished processing file.");
}
