using Benchmarks.Work;
using Proto;

namespace Benchmarks.Contestants.ProtoActor;

internal sealed partial class ProtoActor
{
    public override Task<long> FibonacciAsync(int number)
    {
        Finish finish = new();
        Tell(_system.Root.Spawn(Props.FromProducer(() => new Fibonacci(null, finish))), new Compute(number));
        return finish.Total;
    }

    private sealed record Compute(int Number);

    private sealed record Computed(long Value);

    private sealed class Fibonacci(PID? parent, Finish finish) : IActor
    {
        private int _answers;
        private long _sum;

        public Task ReceiveAsync(IContext context)
        {
            switch (context.Message)
            {
                case Compute { Number: <= 2 }:
                    Answer(context, 1);
                    break;
                case Compute compute:
                    PID self = context.Self;
                    Props props = Props.FromProducer(() => new Fibonacci(self, finish));
                    context.Send(context.Spawn(props), new Compute(compute.Number - 1));
                    context.Send(context.Spawn(props), new Compute(compute.Number - 2));
                    break;
                case Computed computed:
                    _sum += computed.Value;
                    if (++_answers == 2) Answer(context, _sum);
                    break;
            }

            return Task.CompletedTask;
        }

        private void Answer(IContext context, long value)
        {
            if (parent is null) finish.Add(value);
            else context.Send(parent, new Computed(value));
            context.Stop(context.Self);
        }
    }
}
