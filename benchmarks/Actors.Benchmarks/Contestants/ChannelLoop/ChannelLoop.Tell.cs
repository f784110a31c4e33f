using Benchmarks.Work;

namespace Benchmarks.Contestants.ChannelLoop;

internal sealed partial class ChannelLoop
{
    public override async Task<long> TellAsync(int producers, int messages)
    {
        Finish finish = new();
        Counter counter = Keep<Counter, object>(new Counter(messages, finish));
        await Task.WhenAll(Enumerable.Range(0, producers).Select(_ => Task.Run(() =>
        {
            for (int number = 0; number < messages / producers; number++) counter.Tell(Shared);
        })));
        return await finish.Total;
    }

    public override async Task<long> TellFreshAsync(int messages)
    {
        Finish finish = new();
        FreshAdder adder = Keep<FreshAdder, Number>(new FreshAdder(messages, finish));
        await Task.Run(() =>
        {
            for (int number = 0; number < messages; number++) adder.Tell(new Number(number));
        });
        return await finish.Total;
    }

    public override async Task<long> TellStructAsync(int messages)
    {
        Finish finish = new();
        StructAdder adder = Keep<StructAdder, long>(new StructAdder(messages, finish));
        await Task.Run(() =>
        {
            for (int number = 0; number < messages; number++) adder.Tell(number);
        });
        return await finish.Total;
    }

    private sealed class Counter(int messages, Finish finish) : Looped<object>
    {
        private int _count;

        protected override void Handle(object message)
        {
            if (++_count == messages) finish.Add(_count);
        }
    }

    private sealed record Number(long Value);

    private sealed class FreshAdder(int messages, Finish finish) : Looped<Number>
    {
        private int _count;
        private long _sum;

        protected override void Handle(Number message)
        {
            _sum += message.Value;
            if (++_count == messages) finish.Add(_sum);
        }
    }

    private sealed class StructAdder(int messages, Finish finish) : Looped<long>
    {
        private int _count;
        private long _sum;

        protected override void Handle(long message)
        {
            _sum += message;
            if (++_count == messages) finish.Add(_sum);
        }
    }
}
