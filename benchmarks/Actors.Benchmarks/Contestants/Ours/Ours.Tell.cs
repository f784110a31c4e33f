using Actors;
using Benchmarks.Work;

namespace Benchmarks.Contestants.Ours;

internal sealed partial class Ours
{
    public override async Task<long> TellAsync(int producers, int messages)
    {
        Finish finish = new();
        IActorRef<Counter> counter = Spawn(() => new Counter(messages, finish));
        await Task.WhenAll(Enumerable.Range(0, producers).Select(_ => Task.Run(() =>
        {
            for (int number = 0; number < messages / producers; number++) counter.Tell(Shared);
        })));
        return await finish.Total;
    }

    public override async Task<long> TellFreshAsync(int messages)
    {
        Finish finish = new();
        IActorRef<Adder> adder = Spawn(() => new Adder(messages, finish));
        await Task.Run(() =>
        {
            for (int number = 0; number < messages; number++) adder.Tell(new Number(number));
        });
        return await finish.Total;
    }

    public override async Task<long> TellStructAsync(int messages)
    {
        Finish finish = new();
        IActorRef<Adder> adder = Spawn(() => new Adder(messages, finish));
        await Task.Run(() =>
        {
            for (int number = 0; number < messages; number++) adder.Tell(new Amount(number));
        });
        return await finish.Total;
    }

    private sealed class Counter(int messages, Finish finish) : Actor, IHandle<Tick>
    {
        private int _count;

        public ValueTask HandleAsync(Tick message, CancellationToken cancellationToken)
        {
            if (++_count == messages) finish.Add(_count);
            return default;
        }
    }

    private sealed record Number(long Value);

    private readonly record struct Amount(long Value);

    private sealed class Adder(int messages, Finish finish) : Actor, IHandle<Number>, IHandle<Amount>
    {
        private int _count;
        private long _sum;

        public ValueTask HandleAsync(Number message, CancellationToken cancellationToken) => Add(message.Value);

        public ValueTask HandleAsync(Amount message, CancellationToken cancellationToken) => Add(message.Value);

        private ValueTask Add(long value)
        {
            _sum += value;
            if (++_count == messages) finish.Add(_sum);
            return default;
        }
    }
}
