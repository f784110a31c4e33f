using System.Diagnostics;
using System.Globalization;

namespace Examples.Tests.Support;

/// <summary>An example that runs as a user would run it: built, and as a process of its own.</summary>
internal sealed class ExampleProcess : IDisposable
{
    // Only a program that hangs takes so long.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly List<string> _output = [];

    private ExampleProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public static ExampleProcess Start(string example, params string[] args)
    {
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        string program = Path.Combine(AppContext.BaseDirectory, $"{example}.dll");
        ProcessStartInfo start = new(dotnet, [program, .. args]) { RedirectStandardOutput = true, RedirectStandardError = true };
        return new ExampleProcess(Process.Start(start)!);
    }

    /// <summary>Reads its output until a line holds <paramref name="text"/>.</summary>
    public async Task WaitForLineAsync(string text)
    {
        using CancellationTokenSource patience = new(Patience);
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            _output.Add(line);
            if (line.Contains(text, StringComparison.Ordinal)) return;
        }

        Assert.Fail($"It ended without a line that holds '{text}':\n{string.Join('\n', _output)}\n{await _errors}");
    }

    public Task TerminateAsync() => Shell.RunAsync("kill -TERM $1", _process.Id.ToString(CultureInfo.InvariantCulture));

    public async Task<(int ExitCode, string Output, string Errors)> EndAsync()
    {
        using CancellationTokenSource patience = new(Patience);
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line) _output.Add(line);
        await _process.WaitForExitAsync(patience.Token);
        return (_process.ExitCode, string.Join('\n', _output), await _errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}
