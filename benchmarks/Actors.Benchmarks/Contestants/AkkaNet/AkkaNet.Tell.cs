using Akka.Actor;
using Benchmarks.Work;

namespace Benchmarks.Contestants.AkkaNet;

internal sealed partial class AkkaNet
{
    public override async Task<long> TellAsync(int producers, int messages)
    {
        Finish finish = new();
        IActorRef counter = Spawn(() => new Counter(messages, finish));
        await Task.WhenAll(Enumerable.Range(0, producers).Select(_ => Task.Run(() =>
        {
            for (int number = 0; number < messages / producers; number++) counter.Tell(Shared, ActorRefs.NoSender);
        })));
        return await finish.Total;
    }

    public override async Task<long> TellFreshAsync(int messages)
    {
        Finish finish = new();
        IActorRef adder = Spawn(() => new Adder(messages, finish));
        await Task.Run(() =>
        {
            for (int number = 0; number < messages; number++) adder.Tell(new Number(number), ActorRefs.NoSender);
        });
        return await finish.Total;
    }

    public override async Task<long> TellStructAsync(int messages)
    {
        Finish finish = new();
        IActorRef adder = Spawn(() => new Adder(messages, finish));
        await Task.Run(() =>
        {
            for (int number = 0; number < messages; number++) adder.Tell(new Amount(number), ActorRefs.NoSender);
        });
        return await finish.Total;
    }

    private sealed class Counter(int messages, Finish finish) : UntypedActor
    {
        private int _count;

        protected override void OnReceive(object message)
        {
            if (++_count == messages) finish.Add(_count);
        }
    }

    private sealed record Number(long Value);

    private readonly record struct Amount(long Value);

    private sealed class Adder(int messages, Finish finish) : UntypedActor
    {
        private int _count;
        private long _sum;

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case Number number:
                    _sum += number.Value;
                    break;
                case Amount amount:
                    _sum += amount.Value;
                    break;
            }

            if (++_count == messages) finish.Add(_sum);
        }
    }
}
