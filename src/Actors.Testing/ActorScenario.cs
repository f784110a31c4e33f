using Actors.Hosting;

namespace Actors.Testing;

/// <summary>A test that is run from many seeds: each is another order of the same messages.</summary>
/// <param name="configure">Adds the actors under test, anew for each seed; keep nothing in it that one run could leave for the next.</param>
/// <param name="test">Runs inside the simulation; throws if something is wrong, as any test does.</param>
public sealed class ActorScenario(Action<ActorsBuilder> configure, Func<ActorSimulation, Task> test)
{
    private readonly Action<ActorsBuilder> _configure = configure ?? throw new ArgumentNullException(nameof(configure));
    private readonly Func<ActorSimulation, Task> _test = test ?? throw new ArgumentNullException(nameof(test));

    /// <summary>Runs the test from seed after seed and stops at the first that fails.</summary>
    /// <param name="seeds">How many, from <paramref name="firstSeed"/> on.</param>
    /// <param name="firstSeed">The first seed; 1 unless given.</param>
    /// <exception cref="SimulationException">A seed failed; the text has the seed and the last steps, the inner exception is what the test threw.</exception>
    public void Explore(int seeds, int firstSeed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seeds, 1);
        for (int seed = firstSeed; seed < firstSeed + seeds; seed++)
        {
            if (Replay(seed).Failure is { } failure) throw failure;
        }
    }

    /// <summary>Runs the test from one seed.</summary>
    /// <returns>What happened, failed or not.</returns>
    public ScenarioResult Replay(int seed)
    {
        ActorSimulation? simulation = null;
        try
        {
            simulation = ActorSimulation.Start(seed, _configure);
            ActorSimulation running = simulation;
            running.Run(() => _test(running));
            // Of the test alone: how the system stops may involve other threads.
            ScenarioResult result = new(seed, null, [.. running.Trace], running.TraceHash);
            running.Stop();
            return result;
        }
#pragma warning disable CA1031 // Whatever it throws is the result.
        catch (Exception error)
#pragma warning restore CA1031
        {
            IReadOnlyList<string> trace = simulation?.Trace ?? [];
            SimulationException failure = error as SimulationException
                ?? new SimulationException($"The test failed: {error.Message}", seed, [.. trace], error);
            return new ScenarioResult(seed, failure, [.. trace], simulation?.TraceHash ?? 0);
        }
        finally
        {
            simulation?.Dispose();
        }
    }
}
