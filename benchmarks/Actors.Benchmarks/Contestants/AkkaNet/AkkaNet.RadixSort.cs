using Akka.Actor;
using Benchmarks.Work;

namespace Benchmarks.Contestants.AkkaNet;

internal sealed partial class AkkaNet
{
    public override async Task<long> RadixSortAsync(int numbers)
    {
        Finish finish = new();
        IActorRef next = Spawn(() => new Sorted(numbers, finish));
        for (int bit = Radix.Bits - 1; bit >= 0; bit--)
        {
            (IActorRef after, int own) = (next, bit);
            next = Spawn(() => new Sorter(own, numbers, after));
        }

        foreach (long number in Radix.Numbers(numbers)) next.Tell(new Digit(number), ActorRefs.NoSender);
        return await finish.Total;
    }

    private sealed record Digit(long Value);

    private sealed class Sorter(int bit, int count, IActorRef next) : UntypedActor
    {
        private RadixStage _stage = new(bit, count);

        protected override void OnReceive(object message)
        {
            if (_stage.TakeNow(((Digit)message).Value)) next.Tell(message, Self);
            if (_stage.Rest is not { } rest) return;
            foreach (long number in rest) next.Tell(new Digit(number), Self);
        }
    }

    private sealed class Sorted(int count, Finish finish) : UntypedActor
    {
        private SortedCheck _check = new(count, finish);

        protected override void OnReceive(object message) => _check.Add(((Digit)message).Value);
    }
}
