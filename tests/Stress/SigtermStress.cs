using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Actors;
using Actors.Mailboxes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Stress;

/// <summary>Tells a host under load to end, at random moments, as an operating system does: it ends in time, with every message accounted for.</summary>
internal static partial class SigtermStress
{
    private const int ShutdownSeconds = 2;

    // Over the shutdown timeout; what the machine needs to end a process is in there.
    private static readonly TimeSpan Overshoot = TimeSpan.FromMilliseconds(250);

    public static async Task<int> RunAsync(int count)
    {
        int seed = Environment.TickCount;
        Random random = new(seed);
        Console.WriteLine($"{count} SIGTERMs, shutdown timeout {ShutdownSeconds} s, seed {seed}");
        TimeSpan longest = TimeSpan.Zero;
        long queued = 0;
        int wrong = 0;
        for (int run = 1; run <= count; run++)
        {
            using Process process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, LoadArguments()) { RedirectStandardOutput = true })!;
            string? ready = await process.StandardOutput.ReadLineAsync();
            await Task.Delay(random.Next(500));
            long began = Stopwatch.GetTimestamp();
            using (Process kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
            string output = ready + await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            TimeSpan took = Stopwatch.GetElapsedTime(began);

            Match account = Account().Match(output);
            long[] columns = [.. account.Groups.Cast<Group>().Skip(1).Select(group => long.Parse(group.Value, CultureInfo.InvariantCulture))];
            bool isRight = account.Success && process.ExitCode == 0 && columns[0] == columns[1] + columns[2] + columns[3] && columns[4] == 0
                && took <= TimeSpan.FromSeconds(ShutdownSeconds) + Overshoot;
            longest = took > longest ? took : longest;
            queued += account.Success ? columns[3] : 0;
            if (isRight) continue;
            wrong++;
            Console.WriteLine($"run {run}: exit code {process.ExitCode} after {took.TotalMilliseconds:F0} ms\n{output}");
        }

        Console.WriteLine($"{wrong} wrong; longest end {longest.TotalMilliseconds:F0} ms; {queued:N0} messages were undelivered and accounted for");
        return wrong == 0 ? 0 : 1;
    }

    // This program again, whether it was started by its own executable or as "dotnet Stress.dll".
    private static string[] LoadArguments() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(SigtermStress).Assembly.Location, "load"] : ["load"];

    /// <summary>The process that is told to end: producers that never stop, actors that are quick, slow, bounded, failing, and one that never returns.</summary>
    public static async Task<int> LoadAsync()
    {
        HostApplicationBuilder builder = new(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddConsole().SetMinimumLevel(LogLevel.None).AddFilter("Actors", LogLevel.Information).AddFilter<Microsoft.Extensions.Logging.Console.ConsoleLoggerProvider>((_, level) => level == LogLevel.Information);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(ShutdownSeconds));
        builder.Services.AddActors(actors => actors
            .Configure(options => options.MaxRestarts = int.MaxValue)
            .Add("quick", _ => new Victim(Where.Nowhere), options => options.Mailbox = new BoundedMailbox(1000))
            .Add("slow", _ => new Victim(Where.Nowhere), options => options.Mailbox = new BoundedMailbox(100_000))
            .Add("failing", _ => new Victim(Where.Nowhere), options => options.Mailbox = new BoundedMailbox(10))
            .Add("stuck", _ => new Victim(Where.Nowhere)));
        builder.Services.AddHostedService<Load>();
        using IHost host = builder.Build();
        await host.RunAsync();
        return 0;
    }

    [GeneratedRegex(@"accepted (\d+), handled (\d+), faulted (\d+), undelivered (\d+).*lost (-?\d+)")]
    private static partial Regex Account();

    private sealed class Load(IActorSystem system) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            system.Get<Victim>("stuck").Tell(new Nap(null, Task.Delay(Timeout.Infinite, CancellationToken.None)));
            await Console.Out.WriteLineAsync("ready");
            await Task.WhenAll(
                SendAsync("quick", actor => actor.TellAsync(new BlockThread(0)), stoppingToken),
                SendAsync("slow", actor => actor.TellAsync(new BlockThread(1)), stoppingToken),
                SendAsync("failing", actor => actor.TellAsync(new Hurt(new SoakException("load"))), stoppingToken));
        }

        private Task SendAsync(string name, Func<IActorRef<Victim>, ValueTask> send, CancellationToken stoppingToken) => Task.Run(
            async () =>
            {
                IActorRef<Victim> actor = system.Get<Victim>(name);
                while (!stoppingToken.IsCancellationRequested) await send(actor);
            },
            CancellationToken.None);
    }
}
