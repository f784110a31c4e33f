using Akka.Actor;
using Benchmarks.Work;

namespace Benchmarks.Contestants.AkkaNet;

internal sealed partial class AkkaNet
{
    public override Task<long> CreateAsync(int actors)
    {
        Finish finish = new(actors);
        Props props = PropsOf(() => new Leaf(finish));
        for (int number = 0; number < actors; number++)
        {
            IActorRef leaf = _system.ActorOf(props);
            _left.Add(leaf);
            leaf.Tell(Shared, ActorRefs.NoSender);
        }

        return finish.Total;
    }

    public override Task<long> SkynetAsync(int leaves)
    {
        Finish finish = new();
        Spawn(() => new Sky(null, finish)).Tell(new Range(0, leaves), ActorRefs.NoSender);
        return finish.Total;
    }

    private sealed class Leaf(Finish finish) : UntypedActor
    {
        protected override void OnReceive(object message) => finish.Add(1);
    }

    private sealed record Range(long First, int Count);

    private sealed record Sum(long Value);

    private sealed class Sky(IActorRef? parent, Finish finish) : UntypedActor
    {
        private const int Children = 10;

        private int _answers;
        private long _sum;

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case Range { Count: 1 } range:
                    Answer(range.First);
                    break;
                case Range range:
                    IActorRef self = Self;
                    Props props = PropsOf(() => new Sky(self, finish));
                    int part = range.Count / Children;
                    for (int child = 0; child < Children; child++) Context.ActorOf(props).Tell(new Range(range.First + child * part, part), self);
                    break;
                case Sum sum:
                    _sum += sum.Value;
                    if (++_answers == Children) Answer(_sum);
                    break;
            }
        }

        private void Answer(long value)
        {
            if (parent is null) finish.Add(value);
            else parent.Tell(new Sum(value), Self);
        }
    }
}
