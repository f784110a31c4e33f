using System.Globalization;
using System.Runtime;
using System.Runtime.InteropServices;

namespace Benchmarks;

/// <summary>Where the figures come from: they mean nothing without it.</summary>
internal static class Machine
{
    /// <summary>The committed results of the checkout this was built from; the current directory if there is none.</summary>
    public static string ResultsDirectory
    {
        get
        {
            DirectoryInfo? directory = new(AppContext.BaseDirectory);
            while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Actors.sln"))) directory = directory.Parent;
            return directory is null ? "." : Path.Combine(directory.FullName, "benchmarks", "results");
        }
    }

    /// <summary>The processor, the runtime and the collector, in one line.</summary>
    public static string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Processor()}, {Environment.ProcessorCount} cores; {RuntimeInformation.RuntimeIdentifier}; .NET {Environment.Version}; {Collector()}; {Configuration} build");

    /// <summary>How busy the machine is: runnable threads on average over the last minute, where the system tells.</summary>
    public static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    private static string Collector() =>
        $"{(GCSettings.IsServerGC ? "server" : "workstation")} GC, {(GCSettings.LatencyMode == GCLatencyMode.Batch ? "not concurrent" : "concurrent")}";

    private static string Processor()
    {
        const string Key = "model name";
        string? line = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
