using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Actors.Tests.Hosting;

/// <summary>The host of Actors.Tests.Host in a process of its own, and what is left when it has ended.</summary>
internal sealed partial class HostProcess : IDisposable
{
    private readonly Process _process;
    private readonly List<string> _lines = [];

    private HostProcess(Process process) => _process = process;

    public int ExitCode => _process.ExitCode;

    public string Output => string.Join('\n', _lines);

    /// <summary>From the first signal to the end.</summary>
    public TimeSpan Took { get; private set; }

    /// <summary>The columns of the account that the host has printed.</summary>
    public Account Printed => Account.Parse(Output);

    /// <summary>Starts the scenario and waits until it is in the middle of it.</summary>
    public static async Task<HostProcess> StartAsync(string scenario, double timeout)
    {
        string program = typeof(HostProcess).Assembly.Location.Replace("Actors.Tests.dll", "Actors.Tests.Host.dll", StringComparison.Ordinal);
        ProcessStartInfo start = new("dotnet", [program, scenario, timeout.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true, RedirectStandardError = true };
        HostProcess host = new(Process.Start(start)!);
        // Read to the end, or the process would stand still once the pipe is full.
        host._process.BeginErrorReadLine();
        while (await host._process.StandardOutput.ReadLineAsync() is { } line)
        {
            host._lines.Add(line);
            if (line == "ready") break;
        }

        return host;
    }

    /// <summary>Sends SIGTERM, further ones with pauses in between, and waits for the end.</summary>
    public async Task EndAsync(params TimeSpan[] pauses)
    {
        long began = Stopwatch.GetTimestamp();
        await KillAsync();
        foreach (TimeSpan pause in pauses)
        {
            await Task.Delay(pause);
            await KillAsync();
        }

        await AwaitEndAsync();
        Took = Stopwatch.GetElapsedTime(began);
    }

    public async Task AwaitEndAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line) _lines.Add(line);
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private async Task KillAsync()
    {
        using Process kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    internal sealed partial record Account(long Accepted, long Handled, long Faulted, long Undelivered, long Lost)
    {
        public static Account Parse(string output)
        {
            Match match = Line().Match(output);
            Assert.True(match.Success, $"the host printed no account:\n{output}");
            long[] columns = [.. match.Groups.Cast<Group>().Skip(1).Select(group => long.Parse(group.Value, CultureInfo.InvariantCulture))];
            return new Account(columns[0], columns[1], columns[2], columns[3], columns[4]);
        }

        public void MustBeRight()
        {
            Assert.Equal(0, Lost);
            Assert.Equal(Accepted, Handled + Faulted + Undelivered);
        }

        [GeneratedRegex(@"accepted (\d+), handled (\d+), faulted (\d+), undelivered (\d+).*lost (-?\d+)")]
        private static partial Regex Line();
    }
}
