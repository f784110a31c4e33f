namespace Interleaving.Tests.Simulation;

/// <summary>Runs a model under one schedule after the other, until one fails or there are no more.</summary>
internal static class Exploration
{
    public static Finding Run<TModel>(IStrategy strategy)
        where TModel : Model, new() => Run(static () => new TModel(), strategy);

    public static Finding Run(Func<Model> create, IStrategy strategy)
    {
        int schedules = 0;
        long steps = 0;
        IReadOnlyList<int> picks = [];
        while (strategy.TryBegin())
        {
            Schedule schedule = new(create(), strategy);
            Exception? failure = schedule.Run();
            schedules++;
            steps += schedule.Steps;
            picks = schedule.Picks;
            if (failure is not null) return new Finding(schedules, steps, Describe(create, schedules, failure, picks), picks);
        }

        return new Finding(schedules, steps, null, picks);
    }

    /// <summary>The way in for a mutant, which is another assembly: explores the model of that name, and returns the failure it found.</summary>
    public static string? FindFailure(string model, int preemptionBound)
    {
        Type type = typeof(Exploration).Assembly.GetType(model, throwOnError: true)!;
        return Run(() => (Model)Activator.CreateInstance(type)!, new Exhaustive(preemptionBound)).Failure;
    }

    private static string Describe(Func<Model> create, int schedules, Exception failure, IReadOnlyList<int> picks)
    {
        // Once more, the same way, with the names of the steps this time.
        Model model = create();
        Trace trace = new();
        Replay replay = new(picks);
        replay.TryBegin();
        new Schedule(model, replay, trace).Run();

        string what = failure is ClaimFailedException ? failure.Message : failure.ToString();
        return $"""
            {model.GetType().Name} failed in schedule {schedules:N0}.
            {what}

            {trace.ToTable(model.Threads)}
            To run it again: Exploration.Run<{model.GetType().Name}>(new Replay([{string.Join(", ", picks)}]))
            """;
    }
}
