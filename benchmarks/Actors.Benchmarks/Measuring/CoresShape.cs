using System.Diagnostics;
using System.Globalization;
using Benchmarks.Contestants;

namespace Benchmarks.Measuring;

/// <summary>The same shapes on one core and on two, each time in a process of its own that may use no more.</summary>
/// <remarks>Runtimes and frameworks look once, when they start, how many cores there are.</remarks>
internal sealed record CoresShape(string Group, string Name, int Cores, string[] Shapes) : Shape(Group, Name)
{
    private const string Taskset = "/usr/bin/taskset";
    private const int MostRounds = 5;

    public override async Task<IReadOnlyList<Row>> MeasureAsync(IReadOnlyList<Contestant> contestants, Settings settings)
    {
        if (!File.Exists(Taskset) || Environment.ProcessorCount < Cores)
        {
            string why = File.Exists(Taskset) ? $"The machine has no {Cores} cores." : "There is no taskset here to hold a process to some cores.";
            return [new Row(Group, Name, Unit.MillionsPerSecond, Goal.None, [.. contestants.Select(contestant => new Figure(contestant, null, null, why))])];
        }

        Dictionary<(string Shape, string Contestant), double> speeds = await RunAsync(contestants, settings);
        return
        [
            .. Shapes.Select(shape => new Row(Group, $"{Name}/{shape}", Unit.MillionsPerSecond, Goal.None,
            [
                .. contestants.Select(contestant => new Figure(contestant, speeds.TryGetValue((shape, contestant.Name), out double speed) ? speed : null)),
            ])),
        ];
    }

    private async Task<Dictionary<(string, string), double>> RunAsync(IReadOnlyList<Contestant> contestants, Settings settings)
    {
        ProcessStartInfo start = new(Taskset) { RedirectStandardOutput = true };
        string[] own = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) != "dotnet" ? [path] : ["dotnet", typeof(CoresShape).Assembly.Location];
        foreach (string argument in (string[])
        [
            "-c", $"0-{Cores - 1}", .. own, "--bare", "--rounds", Math.Min(settings.Rounds, MostRounds).ToString(CultureInfo.InvariantCulture),
            .. settings.IsQuick ? ["--quick"] : Array.Empty<string>(),
            .. Shapes.SelectMany(shape => new[] { "--shape", shape }),
            .. contestants.SelectMany(contestant => new[] { "--contestant", contestant.Name }),
        ]) start.ArgumentList.Add(argument);

        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{Name} ended with code {process.ExitCode}:\n{output}");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(';'))
            .ToDictionary(cells => (cells[0], cells[1]), cells => double.Parse(cells[2], CultureInfo.InvariantCulture));
    }
}
