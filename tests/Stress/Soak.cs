using System.Diagnostics;
using Actors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Stress;

/// <summary>A host whose actors are hurt in every way there is, at random, for minutes: nothing may leak, get stuck, or go unaccounted for.</summary>
internal static class Soak
{
    private const int Workers = 8;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(TimeSpan duration)
    {
        int unobserved = 0;
        TaskScheduler.UnobservedTaskException += (_, _) => Interlocked.Increment(ref unobserved);
        int seed = Environment.TickCount;
        Console.WriteLine($"{duration.TotalMinutes:F1} minutes, {SoakFaults.All.Count} kinds of faults, seed {seed}");

        HostApplicationBuilder builder = new(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddProvider(new ThrowingLogger());
        builder.Services.AddActors(actors => actors
            .Configure(options => options.MaxRestarts = int.MaxValue)
            .Add<Ground>("ground", options => options.Children = SoakFaults.Strategy));
        using IHost host = builder.Build();
        await host.StartAsync();
        IActorSystem system = host.Services.GetRequiredService<IActorSystem>();
        IActorRef<Ground> ground = host.Services.GetRequiredService<IActorRef<Ground>>();

        long[] counts = new long[SoakFaults.All.Count];
        List<(double Minutes, double Megabytes)> heap = [];
        long began = Stopwatch.GetTimestamp();
        using CancellationTokenSource over = new(duration);
        Task[] workers = [.. Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            Random random = new(seed + worker);
            while (!over.IsCancellationRequested)
            {
                int kind = random.Next(SoakFaults.All.Count);
                try
                {
                    await SoakFaults.All[kind].InjectAsync(new SoakGround(system, ground, random)).WaitAsync(Patience);
                }
                catch (Exception error)
                {
                    throw new InvalidOperationException($"The fault '{SoakFaults.All[kind].Name}' did not end as promised: {error.Message}", error);
                }

                Interlocked.Increment(ref counts[kind]);
            }
        }))];

        Task all = Task.WhenAll(workers);
        while (!all.IsCompleted)
        {
            await Task.WhenAny(all, Task.Delay(TimeSpan.FromSeconds(5)));
            heap.Add((Stopwatch.GetElapsedTime(began).TotalMinutes, GC.GetTotalMemory(forceFullCollection: true) / 1e6));
        }

        await all;
        bool isStuck = !SpinWait.SpinUntil(() => system.GetAccount().Pending == 0, Patience);
        await host.StopAsync();
        SystemAccount account = system.GetAccount();
        GC.Collect();
        GC.WaitForPendingFinalizers();

        foreach ((SoakFault fault, long count) in SoakFaults.All.Zip(counts)) Console.WriteLine($"  {count,9:N0}  {fault.Name}");
        double slope = Slope(heap) * 10;
        Console.WriteLine($"{counts.Sum():N0} faults; accepted {account.Accepted:N0}, handled {account.Handled:N0}, faulted {account.Faulted:N0}, undelivered {account.Undelivered:N0}, refused {account.Refused:N0}, restarts {account.Restarts:N0}");
        Console.WriteLine($"lost {account.Lost}, stuck {(isStuck ? "yes" : "no")}, unobserved exceptions {unobserved}, heap {heap[0].Megabytes:F1} -> {heap[^1].Megabytes:F1} MB, slope {slope:F2} MB in 10 minutes");
        return account.Lost == 0 && !isStuck && unobserved == 0 && counts.All(count => count > 0) ? 0 : 1;
    }

    /// <summary>Megabytes a minute, by least squares over the second half: the first warms up.</summary>
    private static double Slope(List<(double X, double Y)> points)
    {
        var half = points.Skip(points.Count / 2).ToList();
        if (half.Count < 3) return 0;
        double x = half.Average(point => point.X), y = half.Average(point => point.Y);
        return half.Sum(point => (point.X - x) * (point.Y - y)) / half.Sum(point => (point.X - x) * (point.X - x));
    }

    /// <summary>A provider that fails now and then, as real ones do.</summary>
    private sealed class ThrowingLogger : ILoggerProvider, ILogger
    {
        private int _lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Id == 1002) Console.WriteLine(formatter(state, exception) + exception);
            if (Interlocked.Increment(ref _lines) % 100 == 0) throw new IOException("The disk is full.");
        }

        public void Dispose()
        {
        }
    }
}
