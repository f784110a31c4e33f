using System.Globalization;

namespace FolderIndex;

/// <summary>A line every second, for pipes and files.</summary>
public sealed class PlainProgress(ProgressMeter meter, TextWriter output) : IProgressView
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public async Task ShowUntilAsync(Task run)
    {
        using PeriodicTimer timer = new(Interval);
        while (await Task.WhenAny(run, timer.WaitForNextTickAsync().AsTask()) != run)
        {
            Progress now = await meter.LookAsync();
            string waiting = string.Join(", ", now.Readers.Select(reader => reader.Pending));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{now.Elapsed.TotalSeconds:N0} s: {now.Files:N0} files, {now.Megabytes:N0} MB, {now.MegabytesPerSecond:N0} MB/s, readers have {waiting} files, {now.Restarts:N0} restarts"));
        }
    }
}
