using Benchmarks.Work;
using Proto;

namespace Benchmarks.Contestants.ProtoActor;

internal sealed partial class ProtoActor
{
    public override async Task<long> TellAsync(int producers, int messages)
    {
        Finish finish = new();
        PID counter = Spawn(() => new Counter(messages, finish));
        await Task.WhenAll(Enumerable.Range(0, producers).Select(_ => Task.Run(() =>
        {
            for (int number = 0; number < messages / producers; number++) Tell(counter, Shared);
        })));
        return await finish.Total;
    }

    public override async Task<long> TellFreshAsync(int messages)
    {
        Finish finish = new();
        PID adder = Spawn(() => new Adder(messages, finish));
        await Task.Run(() =>
        {
            for (int number = 0; number < messages; number++) Tell(adder, new Number(number));
        });
        return await finish.Total;
    }

    public override async Task<long> TellStructAsync(int messages)
    {
        Finish finish = new();
        PID adder = Spawn(() => new Adder(messages, finish));
        await Task.Run(() =>
        {
            for (int number = 0; number < messages; number++) Tell(adder, new Amount(number));
        });
        return await finish.Total;
    }

    private sealed class Counter(int messages, Finish finish) : IActor
    {
        private int _count;

        public Task ReceiveAsync(IContext context)
        {
            if (context.Message == Shared && ++_count == messages) finish.Add(_count);
            return Task.CompletedTask;
        }
    }

    private sealed record Number(long Value);

    private readonly record struct Amount(long Value);

    private sealed class Adder(int messages, Finish finish) : IActor
    {
        private int _count;
        private long _sum;

        public Task ReceiveAsync(IContext context)
        {
            switch (context.Message)
            {
                case Number number:
                    Add(number.Value);
                    break;
                case Amount amount:
                    Add(amount.Value);
                    break;
            }

            return Task.CompletedTask;
        }

        private void Add(long value)
        {
            _sum += value;
            if (++_count == messages) finish.Add(_sum);
        }
    }
}
