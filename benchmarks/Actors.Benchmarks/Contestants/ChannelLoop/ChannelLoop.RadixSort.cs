using Benchmarks.Work;

namespace Benchmarks.Contestants.ChannelLoop;

internal sealed partial class ChannelLoop
{
    public override async Task<long> RadixSortAsync(int numbers)
    {
        Finish finish = new();
        Looped<long> next = Keep<Sorted, long>(new Sorted(numbers, finish));
        for (int bit = Radix.Bits - 1; bit >= 0; bit--) next = Keep<Sorter, long>(new Sorter(bit, numbers, next));
        foreach (long number in Radix.Numbers(numbers)) next.Tell(number);
        return await finish.Total;
    }

    private sealed class Sorter(int bit, int count, Looped<long> next) : Looped<long>
    {
        private RadixStage _stage = new(bit, count);

        protected override void Handle(long message)
        {
            if (_stage.TakeNow(message)) next.Tell(message);
            if (_stage.Rest is not { } rest) return;
            foreach (long number in rest) next.Tell(number);
        }
    }

    private sealed class Sorted(int count, Finish finish) : Looped<long>
    {
        private SortedCheck _check = new(count, finish);

        protected override void Handle(long message) => _check.Add(message);
    }
}
