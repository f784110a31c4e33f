using System.Diagnostics;
using Actors;
using Actors.Hosting;
using Actors.Mailboxes;
using Actors.Supervision;
using Actors.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Stress;

/// <summary>Whole actor systems that do a bit of everything while faults happen, each from its seed: every Ask ends, no message is lost, nothing is handled twice.</summary>
internal static class SeedStress
{
    private const int Clients = 3;
    private const int Rounds = 6;

    public static int Run(int count)
    {
        long began = Stopwatch.GetTimestamp();
        ActorScenario scenario = new(Configure, TestAsync);
        try
        {
            scenario.Explore(count);
        }
        catch (SimulationException failure)
        {
            Console.WriteLine(failure);
            return 1;
        }

        TimeSpan took = Stopwatch.GetElapsedTime(began);
        Console.WriteLine($"{count:N0} seeds in {took.TotalSeconds:F1} s ({count / took.TotalSeconds:N0} a second), 0 failed");
        return 0;
    }

    private static void Configure(ActorsBuilder actors)
    {
        actors.Configure(options => options.MaxRestarts = int.MaxValue);
        actors.Services.AddSingleton<Handled>();
        actors
            .Add<Worker>("unbounded")
            .Add<Worker>("bounded", options => options.Mailbox = new BoundedMailbox(2))
            .Add<Parent>("parent", options => options.Children = new OneForOneStrategy(2, TimeSpan.FromSeconds(1), failure => failure.Error is SimulatedFaultException ? Directive.Restart : Directive.Stop));
    }

    private static async Task TestAsync(ActorSimulation simulation)
    {
        Random random = simulation.Random;
        simulation.Faults.ThrowRandomly(random.NextDouble() * 0.2);
        if (random.Next(2) == 0) simulation.Faults.DelayRandomly(TimeSpan.FromMilliseconds(random.Next(200)));
        if (random.Next(2) == 0) simulation.Faults.DropIf((_, message) => message is Work { Number: var number } && number % 11 == 0);
        int next = 0;
        List<Task> clients = [];
        for (int client = 0; client < Clients; client++)
            clients.Add(ClientAsync(simulation, () => ++next, random));
        await Task.WhenAll(clients);

        Handled handled = simulation.Services.GetRequiredService<Handled>();
        if (handled.Numbers.Count != handled.Numbers.Distinct().Count()) throw new InvalidOperationException("A message was handled twice.");
    }

    private static async Task ClientAsync(ActorSimulation simulation, Func<int> number, Random random)
    {
        IActorRef<Worker>[] workers = [simulation.Get<Worker>("unbounded"), simulation.Get<Worker>("bounded")];
        for (int round = 0; round < Rounds; round++)
        {
            IActorRef<Worker> worker = workers[random.Next(workers.Length)];
            using CancellationTokenSource cancellation = new(TimeSpan.FromMilliseconds(random.Next(1, 500)), simulation.Time);
            try
            {
                switch (random.Next(6))
                {
                    case 0:
                        worker.TryTell(new Work(number(), Spreads: false));
                        break;
                    case 1:
                        await worker.TellAsync(new Work(number(), Spreads: random.Next(2) == 0), cancellation.Token);
                        break;
                    case 2:
                        await worker.AskAsync(new Sum(number()), TimeSpan.FromMilliseconds(random.Next(1, 300)), cancellation.Token);
                        break;
                    case 3:
                        workers = [.. workers, await simulation.Get<Parent>("parent").AskAsync(new Bear(), TimeSpan.FromSeconds(1), cancellation.Token)];
                        break;
                    case 4 when workers.Length > 2:
                        workers[^1].Stop();
                        break;
                    default:
                        await worker.AskAsync(new Sum(number()), cancellation.Token);
                        break;
                }
            }
            catch (Exception expected) when (expected is ActorException or SimulatedFaultException or UnluckyException or OperationCanceledException)
            {
                // Each an ending that an asker is promised.
            }
        }
    }

    private sealed class UnluckyException : Exception;

    private sealed class Handled
    {
        public List<int> Numbers { get; } = [];
    }

    private sealed record Work(int Number, bool Spreads);

    private sealed record Sum(int Number) : IRequest<Sum, int>;

    private sealed record Bear : IRequest<Bear, IActorRef<Worker>>;

    private sealed class Worker(Handled handled, TimeProvider time, IActorSystem system) : Actor, IHandle<Work>, IHandle<Sum, int>
    {
        private int _sum;

        public async ValueTask HandleAsync(Work message, CancellationToken cancellationToken)
        {
            handled.Numbers.Add(message.Number);
            if (message.Number % 3 == 0) await Task.Delay(TimeSpan.FromMilliseconds(message.Number % 20), time, cancellationToken);
            _sum += message.Number;
            if (message.Spreads) system.Get<Worker>("bounded").TryTell(new Work(-message.Number, Spreads: false));
        }

        public async ValueTask<int> HandleAsync(Sum request, CancellationToken cancellationToken)
        {
            handled.Numbers.Add(request.Number);
            if (request.Number % 2 == 0) await Task.Yield();
            return request.Number % 13 == 0 ? throw new UnluckyException() : _sum;
        }

        protected override async ValueTask OnStartAsync(CancellationToken cancellationToken) => await Task.Yield();
    }

    private sealed class Parent : Actor, IHandle<Bear, IActorRef<Worker>>
    {
        public ValueTask<IActorRef<Worker>> HandleAsync(Bear request, CancellationToken cancellationToken) => new(Context.Spawn<Worker>());
    }
}
