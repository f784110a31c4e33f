using System.Diagnostics;

namespace Examples.Tests.Support;

/// <summary>Runs scripts in the standard shell.</summary>
internal static class Shell
{
    public const string Path = "/bin/sh";

    /// <returns>What it wrote, a line each.</returns>
    public static async Task<string[]> RunAsync(string script, params string[] args)
    {
        ProcessStartInfo start = new(Path, ["-c", script, "sh", .. args]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"The script ended with {process.ExitCode}: {await errors}");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
