using Microsoft.Extensions.DependencyInjection;

namespace Actors.Testing.Tests;

public class ScenarioTests
{
    [Fact]
    public void A_race_between_two_actors_is_found_and_every_replay_does_the_same()
    {
        ActorScenario scenario = TwoPayers<CarelessPayer>();

        SimulationException failure = Assert.Throws<SimulationException>(() => scenario.Explore(seeds: 1000));

        ScenarioResult first = scenario.Replay(failure.Seed);
        Assert.NotNull(first.Failure);
        for (int replay = 0; replay < 100; replay++)
        {
            ScenarioResult again = scenario.Replay(failure.Seed);
            Assert.Equal(first.TraceHash, again.TraceHash);
            Assert.Equal(first.Trace, again.Trace);
            Assert.Equal(first.Failure.InnerException!.Message, again.Failure!.InnerException!.Message);
        }
    }

    [Fact]
    public void Actors_without_a_race_pass_from_every_seed() => TwoPayers<CarefulPayer>().Explore(seeds: 500);

    [Fact]
    public void Different_seeds_choose_different_orders()
    {
        ActorScenario scenario = TwoPayers<CarefulPayer>();

        int orders = Enumerable.Range(1, 100).Select(seed => scenario.Replay(seed).TraceHash).Distinct().Count();

        Assert.InRange(orders, 3, 100);
    }

    [Fact]
    public void A_failure_names_its_seed_and_its_last_steps()
    {
        ActorScenario scenario = new(actors => actors.Add<Account>("account"), async simulation =>
        {
            simulation.Get<Account>("account").Tell(new Deposit(1));
            Assert.Equal(2, await simulation.Get<Account>("account").AskAsync(new GetBalance()));
        });

        SimulationException failure = Assert.Throws<SimulationException>(() => scenario.Explore(seeds: 10, firstSeed: 7));

        Assert.Equal(7, failure.Seed);
        Assert.Contains("Seed 7; replay it with the scenario's Replay(7).", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Told /account: Deposit", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_test_that_waits_for_what_never_comes_fails_at_once()
    {
        ActorScenario scenario = new(_ => { }, _ => new TaskCompletionSource().Task);

        SimulationException failure = Assert.Throws<SimulationException>(() => scenario.Explore(seeds: 1));

        Assert.StartsWith("The test waits for something that never comes", failure.Message, StringComparison.Ordinal);
    }

    private static ActorScenario TwoPayers<TPayer>()
        where TPayer : Actor, IHandle<Pay> => new(
        actors => actors
            .Add<Account>("account")
            .Add("first", Payer<TPayer>)
            .Add("second", Payer<TPayer>),
        async simulation =>
        {
            simulation.Get<TPayer>("first").Tell(new Pay(1));
            simulation.Get<TPayer>("second").Tell(new Pay(2));
            simulation.RunToIdle();

            Assert.Equal(3, await simulation.Get<Account>("account").AskAsync(new GetBalance()));
        });

    private static TPayer Payer<TPayer>(IServiceProvider services) => ActivatorUtilities.CreateInstance<TPayer>(services);
}
