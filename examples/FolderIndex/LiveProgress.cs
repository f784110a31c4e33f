using System.Globalization;
using Actors;
using Spectre.Console;

namespace FolderIndex;

/// <summary>A table that changes in place, for a terminal.</summary>
public sealed class LiveProgress(ProgressMeter meter) : IProgressView
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    public Task ShowUntilAsync(Task run) => AnsiConsole.Live(new Text("")).StartAsync(async live =>
    {
        using PeriodicTimer timer = new(Interval);
        do
        {
            live.UpdateTarget(Draw(await meter.LookAsync()));
        }
        while (await Task.WhenAny(run, timer.WaitForNextTickAsync().AsTask()) != run);
        live.UpdateTarget(Draw(await meter.LookAsync()));
    });

    private static Rows Draw(Progress now) => new([DrawTotals(now), .. now.Readers.Select(DrawMailbox)]);

    private static Markup DrawTotals(Progress now) => Line(
        $"[bold]{now.Files,12:N0}[/] files   [bold]{now.Megabytes:N1}[/] MB   [bold]{now.MegabytesPerSecond:N1}[/] MB/s   [yellow]{now.Restarts:N0}[/] restarts");

    private static Markup DrawMailbox(ActorAccount reader)
    {
        int waiting = (int)reader.Pending;
        int room = Math.Max(0, reader.Capacity!.Value - waiting);
        return Line($"{reader.Actor.Name,12} [blue]{new string('█', waiting)}[/][grey]{new string('░', room)}[/] {waiting}");
    }

    private static Markup Line(FormattableString text) => new(text.ToString(CultureInfo.InvariantCulture));
}
