using Akka.Actor;
using Benchmarks.Work;

namespace Benchmarks.Contestants.AkkaNet;

internal sealed partial class AkkaNet
{
    public override Task<long> ThreadRingAsync(int actors, int hops)
    {
        Finish finish = new();
        IActorRef[] nodes = [.. Enumerable.Range(0, actors).Select(_ => Spawn(() => new Node(hops, finish)))];
        for (int number = 0; number < actors; number++) nodes[number].Tell(new Neighbour(nodes[(number + 1) % actors]), ActorRefs.NoSender);
        nodes[0].Tell(new Token(hops), ActorRefs.NoSender);
        return finish.Total;
    }

    private sealed record Neighbour(IActorRef Next);

    private sealed record Token(int Left);

    private sealed class Node(int hops, Finish finish) : UntypedActor
    {
        private IActorRef _next = ActorRefs.Nobody;

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case Token { Left: 0 }:
                    finish.Add(hops);
                    break;
                case Token token:
                    _next.Tell(new Token(token.Left - 1), Self);
                    break;
                case Neighbour neighbour:
                    _next = neighbour.Next;
                    break;
            }
        }
    }
}
