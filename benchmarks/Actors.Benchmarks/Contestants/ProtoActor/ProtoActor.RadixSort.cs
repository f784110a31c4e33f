using Benchmarks.Work;
using Proto;

namespace Benchmarks.Contestants.ProtoActor;

internal sealed partial class ProtoActor
{
    public override async Task<long> RadixSortAsync(int numbers)
    {
        Finish finish = new();
        PID next = Spawn(() => new Sorted(numbers, finish));
        for (int bit = Radix.Bits - 1; bit >= 0; bit--)
        {
            (PID after, int own) = (next, bit);
            next = Spawn(() => new Sorter(own, numbers, after));
        }

        foreach (long number in Radix.Numbers(numbers)) Tell(next, new Digit(number));
        return await finish.Total;
    }

    private sealed record Digit(long Value);

    private sealed class Sorter(int bit, int count, PID next) : IActor
    {
        private RadixStage _stage = new(bit, count);

        public Task ReceiveAsync(IContext context)
        {
            if (context.Message is not Digit digit) return Task.CompletedTask;
            if (_stage.TakeNow(digit.Value)) context.Send(next, digit);
            if (_stage.Rest is not { } rest) return Task.CompletedTask;
            foreach (long number in rest) context.Send(next, new Digit(number));
            return Task.CompletedTask;
        }
    }

    private sealed class Sorted(int count, Finish finish) : IActor
    {
        private SortedCheck _check = new(count, finish);

        public Task ReceiveAsync(IContext context)
        {
            if (context.Message is Digit digit) _check.Add(digit.Value);
            return Task.CompletedTask;
        }
    }
}
