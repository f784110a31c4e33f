using Benchmarks.Work;
using Proto;

namespace Benchmarks.Contestants.ProtoActor;

internal sealed partial class ProtoActor
{
    public override Task<long> ThreadRingAsync(int actors, int hops)
    {
        Finish finish = new();
        PID[] nodes = [.. Enumerable.Range(0, actors).Select(_ => Spawn(() => new Node(hops, finish)))];
        for (int number = 0; number < actors; number++) Tell(nodes[number], new Neighbour(nodes[(number + 1) % actors]));
        Tell(nodes[0], new Token(hops));
        return finish.Total;
    }

    private sealed record Neighbour(PID Next);

    private sealed record Token(int Left);

    private sealed class Node(int hops, Finish finish) : IActor
    {
        private PID _next = null!;

        public Task ReceiveAsync(IContext context)
        {
            switch (context.Message)
            {
                case Token { Left: 0 }:
                    finish.Add(hops);
                    break;
                case Token token:
                    context.Send(_next, new Token(token.Left - 1));
                    break;
                case Neighbour neighbour:
                    _next = neighbour.Next;
                    break;
            }

            return Task.CompletedTask;
        }
    }
}
