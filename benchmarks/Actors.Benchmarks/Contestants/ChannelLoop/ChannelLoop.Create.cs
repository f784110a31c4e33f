using Benchmarks.Work;

namespace Benchmarks.Contestants.ChannelLoop;

internal sealed partial class ChannelLoop
{
    public override Task<long> CreateAsync(int actors)
    {
        Finish finish = new(actors);
        for (int number = 0; number < actors; number++) Keep<Leaf, object>(new Leaf(finish)).Tell(Shared);
        return finish.Total;
    }

    public override Task<long> SkynetAsync(int leaves)
    {
        Finish finish = new();
        Sky root = Keep<Sky, Range>(new Sky(null, finish));
        root.Tell(new Range(0, leaves));
        return finish.Total;
    }

    private sealed class Leaf(Finish finish) : Looped<object>
    {
        protected override void Handle(object message) => finish.Add(1);
    }

    /// <summary>What is to be summed up; of no count if it is the sum.</summary>
    private readonly record struct Range(long FirstOrSum, int Count);

    private sealed class Sky(Sky? parent, Finish finish) : Looped<Range>
    {
        private const int Children = 10;

        private readonly List<Sky> _children = [];
        private int _answers;
        private long _sum;

        protected override void Handle(Range message)
        {
            if (message.Count == 0)
            {
                _sum += message.FirstOrSum;
                if (++_answers == Children) Answer(_sum);
            }
            else if (message.Count == 1)
            {
                Answer(message.FirstOrSum);
            }
            else
            {
                int part = message.Count / Children;
                for (int child = 0; child < Children; child++)
                {
                    _children.Add(new Sky(this, finish));
                    _children[^1].Tell(new Range(message.FirstOrSum + child * part, part));
                }
            }
        }

        // Nobody else stops them: a loop that waits on a channel that nobody holds is garbage.
        private void Answer(long value)
        {
            if (parent is null) finish.Add(value);
            else parent.Tell(new Range(value, 0));
        }
    }
}
