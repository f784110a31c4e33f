using Actors.Supervision;

namespace Actors.Testing.Tests.Supervision;

/// <summary>Actors that fail at every point of their lives, in every state of their mailboxes, in many orders: each life is whole, each message is accounted for, each Ask ends.</summary>
public class SupervisionScenarioTests
{
    private const int Seeds = 50;

    private static readonly RestartBackoff Backoff = new(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(20));

    public static TheoryData<string, bool, double> Strategies
    {
        get
        {
            TheoryData<string, bool, double> data = [];
            foreach (string strategy in new[] { nameof(OneForOneStrategy), nameof(AllForOneStrategy), nameof(RestForOneStrategy) })
            {
                foreach (bool waits in new[] { false, true })
                {
                    data.Add(strategy, waits, 0.05);
                    data.Add(strategy, waits, 0.4);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Each_life_is_whole_and_each_message_is_accounted_for(string strategy, bool waits, double failures)
    {
        for (int seed = 1; seed <= Seeds; seed++) Run(seed, Make(strategy, waits), failures);
    }

    private static SupervisorStrategy Make(string strategy, bool waits)
    {
        RestartBackoff? backoff = waits ? Backoff : null;
        return strategy switch
        {
            nameof(AllForOneStrategy) => new AllForOneStrategy(5) { Backoff = backoff },
            nameof(RestForOneStrategy) => new RestForOneStrategy(5) { Backoff = backoff },
            _ => new OneForOneStrategy(5) { Backoff = backoff },
        };
    }

    private static void Run(int seed, SupervisorStrategy strategy, double failures)
    {
        UnexpectedStepException.First = null;
        List<Vita> vitae = [];
        Random random = new(seed);
        using ActorSimulation simulation = ActorSimulation.Start(seed, actors => actors
            .Supervise(new OneForOneStrategy(int.MaxValue))
            .Add("boss", _ => new Boss(NewVita), options => options.Children = strategy));

        simulation.Run(() => PlayAsync(simulation, random));
        simulation.Stop();

        Assert.True(UnexpectedStepException.First is null, $"seed {seed}: {UnexpectedStepException.First}");
        Assert.True(vitae.All(vita => vita.Made == vita.Disposed), $"seed {seed}: {vitae.Sum(vita => vita.Made)} instances were made, {vitae.Sum(vita => vita.Disposed)} disposed");
        SystemAccount account = simulation.System.GetAccount();
        Assert.True(account.Lost == 0 && account.Pending == 0, $"seed {seed}: {account.Lost} lost, {account.Pending} pending");

        Vita NewVita()
        {
            Vita vita = new(random, failures);
            vitae.Add(vita);
            return vita;
        }
    }

    private static async Task PlayAsync(ActorSimulation simulation, Random random)
    {
        IActorRef<Boss> boss = simulation.Get<Boss>("boss");
        List<Task> asks = [];
        for (int round = 0; round < 40; round++)
        {
            IActorRef<Mortal>[] mortals = await boss.AskAsync(new GetMortals(), Timeout.InfiniteTimeSpan);
            IActorRef<Mortal> mortal = mortals[random.Next(mortals.Length)];
            switch (random.Next(20))
            {
                case < 8:
                    mortal.Tell(new Work(round));
                    break;
                case < 14:
                    // Without a timeout: one that never ends fails the test.
                    asks.Add(EndAsync(mortal.AskAsync(new AskWork(round), Timeout.InfiniteTimeSpan).AsTask()));
                    break;
                case < 16:
                    await Task.Delay(TimeSpan.FromMilliseconds(random.Next(30)), simulation.Time);
                    break;
                case 16:
                    mortal.Tell(new Quit());
                    break;
                case 17:
                    mortal.Stop();
                    break;
                case 18:
                    asks.Add(EndAsync(mortal.StopAsync()));
                    break;
                default:
                    boss.Tell(new FailYourself());
                    break;
            }
        }

        await Task.WhenAll(asks);
    }

    private static async Task EndAsync(Task ask) => await ask.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
}
