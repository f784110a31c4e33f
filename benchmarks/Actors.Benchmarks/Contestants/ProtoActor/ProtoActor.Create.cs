using Benchmarks.Work;
using Proto;

namespace Benchmarks.Contestants.ProtoActor;

internal sealed partial class ProtoActor
{
    public override Task<long> CreateAsync(int actors)
    {
        Finish finish = new(actors);
        Props props = Props.FromProducer(() => new Leaf(finish));
        for (int number = 0; number < actors; number++)
        {
            PID leaf = _system.Root.Spawn(props);
            _left.Add(leaf);
            Tell(leaf, Shared);
        }

        return finish.Total;
    }

    public override Task<long> SkynetAsync(int leaves)
    {
        Finish finish = new();
        Tell(Spawn(() => new Sky(null, finish)), new Range(0, leaves));
        return finish.Total;
    }

    private sealed class Leaf(Finish finish) : IActor
    {
        public Task ReceiveAsync(IContext context)
        {
            if (context.Message == Shared) finish.Add(1);
            return Task.CompletedTask;
        }
    }

    private sealed record Range(long First, int Count);

    private sealed record Sum(long Value);

    private sealed class Sky(PID? parent, Finish finish) : IActor
    {
        private const int Children = 10;

        private int _answers;
        private long _sum;

        public Task ReceiveAsync(IContext context)
        {
            switch (context.Message)
            {
                case Range { Count: 1 } range:
                    Answer(context, range.First);
                    break;
                case Range range:
                    PID self = context.Self;
                    Props props = Props.FromProducer(() => new Sky(self, finish));
                    int part = range.Count / Children;
                    for (int child = 0; child < Children; child++) context.Send(context.Spawn(props), new Range(range.First + child * part, part));
                    break;
                case Sum sum:
                    _sum += sum.Value;
                    if (++_answers == Children) Answer(context, _sum);
                    break;
            }

            return Task.CompletedTask;
        }

        private void Answer(IContext context, long value)
        {
            if (parent is null) finish.Add(value);
            else context.Send(parent, new Sum(value));
        }
    }
}
