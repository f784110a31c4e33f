using System.Diagnostics;
using Interleaving.Tests.Simulation;
using Xunit.Abstractions;

namespace Interleaving.Tests;

/// <summary>Every model under schedules that are drawn by priorities: few of them here, as many as <c>INTERLEAVING_SCHEDULES</c> says elsewhere. The seed is printed, and may be given as <c>INTERLEAVING_SEED</c>.</summary>
public sealed class ScheduleGateTests(ITestOutputHelper output)
{
    private const int ByDefault = 4_000;

    [Fact]
    public void Every_model_holds_under_schedules_that_are_drawn()
    {
        int total = Setting("INTERLEAVING_SCHEDULES") ?? ByDefault;
        int seed = Setting("INTERLEAVING_SEED") ?? System.Random.Shared.Next(int.MaxValue / 2);
        int each = (total + Exploration.Models.Count - 1) / Exploration.Models.Count;
        List<string> failures = [];
        long schedules = 0;
        long steps = 0;
        Stopwatch clock = Stopwatch.StartNew();

        foreach (Type type in Exploration.Models)
        {
            Finding finding = Exploration.Run(() => (Model)Activator.CreateInstance(type)!, new Priorities(seed, each));
            schedules += finding.Schedules;
            steps += finding.Steps;
            if (finding.Failure is not null) failures.Add(finding.Failure);
        }

        double seconds = clock.Elapsed.TotalSeconds;
        string summary = $"{Exploration.Models.Count} models, {schedules:N0} schedules, {steps:N0} steps, {seconds:N1} s, {schedules / seconds:N0} schedules/s, seed {seed}, {failures.Count} failures";
        output.WriteLine(summary);
        if (Setting("INTERLEAVING_SCHEDULES") is not null) Console.WriteLine(summary);
        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    internal static int? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
            ? int.Parse(text, System.Globalization.NumberStyles.Integer | System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture)
            : null;
}
