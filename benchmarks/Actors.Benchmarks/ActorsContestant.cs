namespace Actors.Benchmarks;

/// <summary>This project, with its default features on.</summary>
internal sealed class ActorsContestant(IActorSystem system) : IContestant
{
    private static readonly Tick Shared = new();

    public string Name => "Actors";

    public async Task TellAsync(int producers, int messages)
    {
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        IActorRef<Counter> counter = system.Spawn(() => new Counter(messages, done));
        await Task.WhenAll(Enumerable.Range(0, producers).Select(_ => Task.Run(() =>
        {
            for (int number = 0; number < messages / producers; number++) counter.Tell(Shared);
        })));
        await done.Task;
        counter.Stop();
    }

    public async Task AskAsync(int inFlight, int requests)
    {
        IActorRef<Echo> echo = system.Spawn(() => new Echo());
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => Task.Run(async () =>
        {
            for (int number = 0; number < requests / inFlight; number++) await echo.AskAsync(Question.Shared);
        })));
        echo.Stop();
    }

    public async Task PingPongAsync(int roundTrips)
    {
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        IActorRef<Player> first = system.Spawn(() => new Player(roundTrips, done));
        IActorRef<Player> second = system.Spawn(() => new Player(roundTrips, done));
        Ball ball = new(first, second);
        first.Tell(ball);
        await done.Task;
        first.Stop();
        second.Stop();
    }

    private sealed class Tick;

    private sealed class Counter(int messages, TaskCompletionSource done) : Actor, IHandle<Tick>
    {
        private int _count;

        public ValueTask HandleAsync(Tick message, CancellationToken cancellationToken)
        {
            if (++_count == messages) done.SetResult();
            return default;
        }
    }

    private sealed record Question : IRequest<Question, int>
    {
        public static readonly Question Shared = new();
    }

    private sealed class Echo : Actor, IHandle<Question, int>
    {
        public ValueTask<int> HandleAsync(Question request, CancellationToken cancellationToken) => new(1);
    }

    private sealed record Ball(IActorRef<Player> First, IActorRef<Player> Second);

    private sealed class Player(int roundTrips, TaskCompletionSource done) : Actor, IHandle<Ball>
    {
        private int _count;

        public ValueTask HandleAsync(Ball message, CancellationToken cancellationToken)
        {
            if (++_count > roundTrips) done.TrySetResult();
            else (ReferenceEquals(message.First, this.Self()) ? message.Second : message.First).Tell(message);
            return default;
        }
    }
}
