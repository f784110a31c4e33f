using System.Runtime.CompilerServices;

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

    public async Task TellStructAsync(int messages)
    {
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        IActorRef<Counter> counter = system.Spawn(() => new Counter(messages, done));
        await Task.Run(() =>
        {
            for (int number = 0; number < messages; number++) counter.Tell(new Amount(number));
        });
        await done.Task;
        counter.Stop();
    }

    public async Task TellFreshAsync(int messages)
    {
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        IActorRef<Counter> counter = system.Spawn(() => new Counter(messages, done));
        await Task.Run(() =>
        {
            for (int number = 0; number < messages; number++) counter.Tell(new Number(number));
        });
        await done.Task;
        counter.Stop();
    }

    public Task PingPongAsync(int pairs, int roundTrips) => Task.WhenAll(Enumerable.Range(0, pairs).Select(async _ =>
    {
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        IActorRef<Player> first = system.Spawn(() => new Player(roundTrips, done));
        IActorRef<Player> second = system.Spawn(() => new Player(roundTrips, done));
        Ball ball = new(first, second);
        first.Tell(ball);
        await done.Task;
        first.Stop();
        second.Stop();
    }));

    public async Task RingAsync(int actors, int hops)
    {
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        IActorRef<Node>[] nodes = [.. Enumerable.Range(0, actors).Select(_ => system.Spawn(() => new Node(done)))];
        for (int number = 0; number < actors; number++) nodes[number].Tell(new Neighbour(nodes[(number + 1) % actors]));
        nodes[0].Tell(new Token { Left = hops });
        await done.Task;
        foreach (IActorRef<Node> node in nodes) node.Stop();
    }

    public async Task CreateAsync(int actors)
    {
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        StrongBox<int> left = new(actors);
        IActorRef<Leaf>[] leaves = new IActorRef<Leaf>[actors];
        Func<Leaf> create = () => new Leaf(left, done);
        for (int number = 0; number < actors; number++)
        {
            leaves[number] = system.Spawn(create);
            leaves[number].Tell(Shared);
        }

        await done.Task;
        foreach (IActorRef<Leaf> leaf in leaves) leaf.Stop();
        foreach (IActorRef<Leaf> leaf in leaves) await leaf.StopAsync();
    }

    private sealed class Tick;

    private readonly record struct Amount(long Value);

    private sealed record Number(long Value);

    private sealed class Counter(int messages, TaskCompletionSource done) : Actor, IHandle<Tick>, IHandle<Amount>, IHandle<Number>
    {
        private int _count;
        private long _sum;

        public ValueTask HandleAsync(Amount message, CancellationToken cancellationToken)
        {
            _sum += message.Value;
            if (++_count == messages) done.SetResult();
            return default;
        }

        public ValueTask HandleAsync(Number message, CancellationToken cancellationToken)
        {
            _sum += message.Value;
            if (++_count == messages) done.SetResult();
            return default;
        }

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

    private sealed record Neighbour(IActorRef<Node> Next);

    private sealed class Token
    {
        public int Left { get; set; }
    }

    private sealed class Node(TaskCompletionSource done) : Actor, IHandle<Neighbour>, IHandle<Token>
    {
        private IActorRef<Node> _next = null!;

        public ValueTask HandleAsync(Neighbour message, CancellationToken cancellationToken)
        {
            _next = message.Next;
            return default;
        }

        public ValueTask HandleAsync(Token message, CancellationToken cancellationToken)
        {
            if (--message.Left == 0) done.SetResult();
            else _next.Tell(message);
            return default;
        }
    }

    private sealed class Leaf(StrongBox<int> left, TaskCompletionSource done) : Actor, IHandle<Tick>
    {
        public ValueTask HandleAsync(Tick message, CancellationToken cancellationToken)
        {
            if (Interlocked.Decrement(ref left.Value) == 0) done.SetResult();
            return default;
        }
    }
}
