using Interleaving.Tests.Mutants;
using Xunit.Abstractions;

namespace Interleaving.Tests;

/// <summary>
/// What a mutation run leaves alive differs mostly in a race, which a unit test cannot see. The models can: each mutant
/// of the reports named by <c>INTERLEAVING_SURVIVORS</c>, separated by semicolons, is run through all of them, under 400
/// schedules by priorities and 400 of all there are for each, or as many as <c>INTERLEAVING_SCHEDULES</c> says.
/// </summary>
public sealed class SurvivorTests(ITestOutputHelper output)
{
    private static readonly int SchedulesOfEach = ScheduleGateTests.Setting("INTERLEAVING_SCHEDULES") ?? 400;

    // A mutant may run in circles where no schedule sees it. On a busy machine any may take long: it counts as alive.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [SurvivorFact]
    public void The_models_look_at_what_the_unit_tests_let_live()
    {
        IReadOnlyList<Survivor> survivors = [.. SurvivorFact.Reports.SelectMany(Survivor.ReadAll)];
        int found = 0;

        foreach (Survivor survivor in survivors)
        {
            (bool isFound, string verdict) = Try(survivor);
            if (isFound) found++;
            string line = $"{survivor.Name} {survivor.Status} `{survivor.Replacement.ReplaceLineEndings(" ")}`: {verdict}";
            output.WriteLine(line);
            Console.WriteLine(line);
        }

        Console.WriteLine($"{survivors.Count} lived, the models found {found} of them");
    }

    private static (bool IsFound, string Verdict) Try(Survivor survivor)
    {
        (bool, string) verdict = (false, "undecided");
        Thread thread = new(() =>
        {
            try
            {
                string? failure = MutantCompiler.FindFailure(survivor, SchedulesOfEach);
                verdict = failure is null ? (false, "lives") : (true, "found, " + string.Join(" ", failure.Split('\n').Take(2)));
            }
            catch (InvalidOperationException notPlanted)
            {
                verdict = (false, notPlanted.Message);
            }
        })
        {
            IsBackground = true,
        };
        thread.Start();
        return thread.Join(Patience) ? verdict : (false, "undecided");
    }

    private sealed class SurvivorFact : FactAttribute
    {
        public SurvivorFact()
        {
            if (Reports.Length == 0) Skip = "INTERLEAVING_SURVIVORS names no report.";
        }

        public static string[] Reports => Environment.GetEnvironmentVariable("INTERLEAVING_SURVIVORS")?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? [];
    }
}
