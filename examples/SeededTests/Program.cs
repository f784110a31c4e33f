using Actors;
using Actors.Testing;
using Microsoft.Extensions.DependencyInjection;
using SeededTests;

// The same test for both payers. It needs no test runner: in one, it is the body of a test method.
static ActorScenario TwoPay<TPayer>()
    where TPayer : Actor, IHandle<Pay> => new(
    actors => actors
        .Add<Account>("account")
        .Add("first", services => ActivatorUtilities.CreateInstance<TPayer>(services))
        .Add("second", services => ActivatorUtilities.CreateInstance<TPayer>(services)),
    async simulation =>
    {
        simulation.Get<TPayer>("first").Tell(new Pay(1));
        simulation.Get<TPayer>("second").Tell(new Pay(2));
        simulation.RunToIdle();

        int balance = await simulation.Get<Account>("account").AskAsync(new GetBalance());
        if (balance != 3) throw new InvalidOperationException($"1 and 2 were paid, and the balance is {balance}.");
    });

TwoPay<CarefulPayer>().Explore(seeds: 500);
Console.WriteLine("Careful payers: right in the orders of 500 seeds.");

try
{
    TwoPay<CarelessPayer>().Explore(seeds: 500);
}
catch (SimulationException race)
{
    Console.WriteLine($"Careless payers: {race.InnerException!.Message}");

    ulong trace = TwoPay<CarelessPayer>().Replay(race.Seed).TraceHash;
    int same = Enumerable.Range(0, 100).Count(_ => TwoPay<CarelessPayer>().Replay(race.Seed) is { Failure: not null } again && again.TraceHash == trace);
    Console.WriteLine($"The seed that found it does the same again, {same} times of 100.");
}
