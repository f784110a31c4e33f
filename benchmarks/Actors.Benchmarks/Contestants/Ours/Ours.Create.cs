using Actors;
using Benchmarks.Work;

namespace Benchmarks.Contestants.Ours;

internal sealed partial class Ours
{
    public override Task<long> CreateAsync(int actors)
    {
        Finish finish = new(actors);
        Func<Leaf> create = () => new Leaf(finish);
        for (int number = 0; number < actors; number++) Spawn(create).Tell(Shared);
        return finish.Total;
    }

    public override Task<long> SkynetAsync(int leaves)
    {
        Finish finish = new();
        Spawn(() => new Sky(null, finish)).Tell(new Range(0, leaves));
        return finish.Total;
    }

    private sealed class Leaf(Finish finish) : Actor, IHandle<Tick>
    {
        public ValueTask HandleAsync(Tick message, CancellationToken cancellationToken)
        {
            finish.Add(1);
            return default;
        }
    }

    private readonly record struct Range(long First, int Count);

    private readonly record struct Sum(long Value);

    private sealed class Sky(IActorRef<Sky>? parent, Finish finish) : Actor, IHandle<Range>, IHandle<Sum>
    {
        private const int Children = 10;

        private int _answers;
        private long _sum;

        public ValueTask HandleAsync(Range message, CancellationToken cancellationToken)
        {
            if (message.Count == 1) return Answer(message.First);
            IActorRef<Sky> self = this.Self();
            Func<Sky> create = () => new Sky(self, finish);
            int part = message.Count / Children;
            for (int child = 0; child < Children; child++) Context.Spawn(create).Tell(new Range(message.First + child * part, part));
            return default;
        }

        public ValueTask HandleAsync(Sum message, CancellationToken cancellationToken)
        {
            _sum += message.Value;
            return ++_answers == Children ? Answer(_sum) : default;
        }

        private ValueTask Answer(long value)
        {
            if (parent is null) finish.Add(value);
            else parent.Tell(new Sum(value));
            return default;
        }
    }
}
