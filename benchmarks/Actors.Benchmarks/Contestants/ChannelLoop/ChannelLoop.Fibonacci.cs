using Benchmarks.Work;

namespace Benchmarks.Contestants.ChannelLoop;

internal sealed partial class ChannelLoop
{
    public override Task<long> FibonacciAsync(int number)
    {
        Finish finish = new();
        new Fibonacci(null, finish).Tell(new Step(IsAnswer: false, number));
        return finish.Total;
    }

    private readonly record struct Step(bool IsAnswer, long Value);

    private sealed class Fibonacci(Fibonacci? parent, Finish finish) : Looped<Step>
    {
        private int _answers;
        private long _sum;

        protected override void Handle(Step message)
        {
            if (message.IsAnswer)
            {
                _sum += message.Value;
                if (++_answers == 2) Answer(_sum);
            }
            else if (message.Value <= 2)
            {
                Answer(1);
            }
            else
            {
                new Fibonacci(this, finish).Tell(new Step(IsAnswer: false, message.Value - 1));
                new Fibonacci(this, finish).Tell(new Step(IsAnswer: false, message.Value - 2));
            }
        }

        private void Answer(long value)
        {
            if (parent is null) finish.Add(value);
            else parent.Tell(new Step(IsAnswer: true, value));
            Stop();
        }
    }
}
