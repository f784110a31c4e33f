using Benchmarks.Work;

namespace Benchmarks.Contestants.ChannelLoop;

internal sealed partial class ChannelLoop
{
    public override Task<long> ThreadRingAsync(int actors, int hops)
    {
        Finish finish = new();
        Node[] nodes = [.. Enumerable.Range(0, actors).Select(_ => Keep<Node, int>(new Node(hops, finish)))];
        for (int number = 0; number < actors; number++) nodes[number].Next = nodes[(number + 1) % actors];
        nodes[0].Tell(hops);
        return finish.Total;
    }

    private sealed class Node(int hops, Finish finish) : Looped<int>
    {
        public Node? Next { get; set; }

        protected override void Handle(int message)
        {
            if (message == 0) finish.Add(hops);
            else Next!.Tell(message - 1);
        }
    }
}
