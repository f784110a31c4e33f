namespace Interleaving.Tests.Simulation;

/// <summary>Runs a model under one schedule after the other, until one fails or there are no more.</summary>
internal static class Exploration
{
    /// <summary>Every model there is, by name.</summary>
    public static IReadOnlyList<Type> Models { get; } =
    [
        .. typeof(Exploration).Assembly.GetTypes()
            .Where(type => type.Namespace == "Interleaving.Tests.Models" && type.IsSubclassOf(typeof(Model)) && !type.IsAbstract)
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

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

    /// <summary>The way in for a mutant that nobody knows the model of: runs each under so many schedules by priorities and as many of all there are, and returns the first failure.</summary>
    public static string? FindFailureInAny(int schedules)
    {
        foreach (Type type in Models)
        {
            try
            {
                Func<Model> create = () => (Model)Activator.CreateInstance(type)!;
                string? failure = Run(create, new Priorities(seed: 1, schedules)).Failure ?? Run(create, new FirstFew(new Exhaustive(2), schedules)).Failure;
                if (failure is not null) return failure;
            }
            catch (Exception thrown)
            {
                return $"{type.Name} could not begin. {thrown}";
            }
        }

        return null;
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
