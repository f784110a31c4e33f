using Actors;
using Benchmarks.Work;

namespace Benchmarks.Contestants.Ours;

internal sealed partial class Ours
{
    public override async Task<long> RadixSortAsync(int numbers)
    {
        Finish finish = new();
        IActorRef<IHandle<Digit>> next = Spawn(() => new Sorted(numbers, finish));
        for (int bit = Radix.Bits - 1; bit >= 0; bit--)
        {
            (IActorRef<IHandle<Digit>> after, int own) = (next, bit);
            next = Spawn(() => new Sorter(own, numbers, after));
        }

        foreach (long number in Radix.Numbers(numbers)) next.Tell(new Digit(number));
        return await finish.Total;
    }

    private readonly record struct Digit(long Value);

    private sealed class Sorter(int bit, int count, IActorRef<IHandle<Digit>> next) : Actor, IHandle<Digit>
    {
        private RadixStage _stage = new(bit, count);

        public ValueTask HandleAsync(Digit message, CancellationToken cancellationToken)
        {
            if (_stage.TakeNow(message.Value)) next.Tell(message);
            if (_stage.Rest is not { } rest) return default;
            foreach (long number in rest) next.Tell(new Digit(number));
            return default;
        }
    }

    private sealed class Sorted(int count, Finish finish) : Actor, IHandle<Digit>
    {
        private SortedCheck _check = new(count, finish);

        public ValueTask HandleAsync(Digit message, CancellationToken cancellationToken)
        {
            _check.Add(message.Value);
            return default;
        }
    }
}
