using Actors.Mailboxes;
using Actors.Supervision;
using Actors.Tests.Support;
using Xunit.Abstractions;

namespace Actors.Tests;

/// <summary>Everything at once, at random, from a printed seed; the host's end then proves that no message was lost.</summary>
public class ConservationTests(ITestOutputHelper output)
{
    private readonly int _seed = Environment.TickCount;

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(64)]
    public async Task Every_accepted_message_is_in_one_column_of_the_account(int? capacity)
    {
        output.WriteLine($"seed {_seed}");
        TestHost host = await TestHost.StartAsync();
        Mailbox mailbox = capacity is { } bound ? new BoundedMailbox(bound) : new UnboundedMailbox();
        IActorRef<Parent> parent = host.System.Spawn(() => new Parent(mailbox), options: new SpawnOptions { Children = new OneForOneStrategy(int.MaxValue) });
        int asked = 0, ended = 0;

        await Parallel.ForAsync(0, 8, async (worker, stop) =>
        {
            Random random = new(_seed + worker);
            for (int round = 0; round < 20; round++)
            {
                IActorRef<Worker> actor = await parent.AskAsync(new GetWorker(random.Next(4)), stop);
                using CancellationTokenSource cancellation = new();
                List<Task> waits = [];
                for (int number = 0; number < 200; number++)
                {
                    switch (random.Next(10))
                    {
                        case 0:
                            waits.Add(actor.TellAsync(new Work(Fails: true), cancellation.Token).AsTask());
                            break;
                        case < 4:
                            waits.Add(actor.TellAsync(new Work(), cancellation.Token).AsTask());
                            break;
                        case < 7:
                            actor.TryTell(new Work());
                            break;
                        case 7:
                            if (random.Next(20) == 0) actor.Stop();
                            break;
                        case 8:
                            if (random.Next(20) == 0) await cancellation.CancelAsync();
                            break;
                        default:
                            Interlocked.Increment(ref asked);
                            waits.Add(actor.AskAsync(new Question(random.Next(10) == 0), TimeSpan.FromMilliseconds(random.Next(1, 1000)), cancellation.Token).AsTask()
                                .ContinueWith(_ => Interlocked.Increment(ref ended), TaskScheduler.Default));
                            break;
                    }
                }

                // A cancelled Tell ends, too; only one that never ends is a failure.
                await Task.WhenAll(waits).ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(Gate.Patience, stop);
            }
        });

        Assert.Equal(asked, ended);
        SystemAccount account = host.System.GetAccount();
        output.WriteLine($"accepted {account.Accepted}, handled {account.Handled}, faulted {account.Faulted}, undelivered {account.Undelivered}, refused {account.Refused}, restarts {account.Restarts}");
        Assert.NotEqual(0, account.Restarts);
        Assert.NotEqual(0, account.Undelivered);
        await host.DisposeAsync();
    }

    private sealed record Work(bool Fails = false);

    private sealed record Question(bool Fails) : IRequest<Question, int>;

    private sealed record GetWorker(int Number) : IRequest<GetWorker, IActorRef<Worker>>;

    private sealed class Parent(Mailbox mailbox) : Actor, IHandle<GetWorker, IActorRef<Worker>>
    {
        private readonly Dictionary<int, IActorRef<Worker>> _workers = [];

        public ValueTask<IActorRef<Worker>> HandleAsync(GetWorker request, CancellationToken cancellationToken)
        {
            if (!_workers.TryGetValue(request.Number, out IActorRef<Worker>? worker) || worker.TryTell(new Work()) == TellStatus.Stopped)
                worker = _workers[request.Number] = Context.Spawn(() => new Worker(), options: new SpawnOptions { Mailbox = mailbox });
            return new(worker);
        }
    }

    private sealed class Worker : Actor, IHandle<Work>, IHandle<Question, int>
    {
        private int _handled;

        public async ValueTask HandleAsync(Work message, CancellationToken cancellationToken)
        {
            if (++_handled % 7 == 0) await Task.Yield();
            if (message.Fails) throw new InvalidOperationException("planned");
        }

        public async ValueTask<int> HandleAsync(Question request, CancellationToken cancellationToken)
        {
            if (++_handled % 3 == 0) await Task.Yield();
            return request.Fails ? throw new InvalidOperationException("planned") : _handled;
        }
    }
}
