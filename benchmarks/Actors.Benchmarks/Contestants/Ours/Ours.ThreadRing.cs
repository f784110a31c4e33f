using Actors;
using Benchmarks.Work;

namespace Benchmarks.Contestants.Ours;

internal sealed partial class Ours
{
    public override Task<long> ThreadRingAsync(int actors, int hops)
    {
        Finish finish = new();
        IActorRef<Node>[] nodes = [.. Enumerable.Range(0, actors).Select(_ => Spawn(() => new Node(hops, finish)))];
        for (int number = 0; number < actors; number++) nodes[number].Tell(new Neighbour(nodes[(number + 1) % actors]));
        nodes[0].Tell(new Token(hops));
        return finish.Total;
    }

    private sealed record Neighbour(IActorRef<Node> Next);

    private readonly record struct Token(int Left);

    private sealed class Node(int hops, Finish finish) : Actor, IHandle<Neighbour>, IHandle<Token>
    {
        private IActorRef<Node> _next = null!;

        public ValueTask HandleAsync(Neighbour message, CancellationToken cancellationToken)
        {
            _next = message.Next;
            return default;
        }

        public ValueTask HandleAsync(Token message, CancellationToken cancellationToken)
        {
            if (message.Left == 0) finish.Add(hops);
            else _next.Tell(new Token(message.Left - 1));
            return default;
        }
    }
}
