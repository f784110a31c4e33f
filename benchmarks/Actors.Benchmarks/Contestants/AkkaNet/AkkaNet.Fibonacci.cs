using Akka.Actor;
using Benchmarks.Work;

namespace Benchmarks.Contestants.AkkaNet;

internal sealed partial class AkkaNet
{
    public override Task<long> FibonacciAsync(int number)
    {
        Finish finish = new();
        _system.ActorOf(PropsOf(() => new Fibonacci(null, finish))).Tell(new Compute(number), ActorRefs.NoSender);
        return finish.Total;
    }

    private sealed record Compute(int Number);

    private sealed record Computed(long Value);

    private sealed class Fibonacci(IActorRef? parent, Finish finish) : UntypedActor
    {
        private int _answers;
        private long _sum;

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case Compute { Number: <= 2 }:
                    Answer(1);
                    break;
                case Compute compute:
                    IActorRef self = Self;
                    Props props = PropsOf(() => new Fibonacci(self, finish));
                    Context.ActorOf(props).Tell(new Compute(compute.Number - 1), self);
                    Context.ActorOf(props).Tell(new Compute(compute.Number - 2), self);
                    break;
                case Computed computed:
                    _sum += computed.Value;
                    if (++_answers == 2) Answer(_sum);
                    break;
            }
        }

        private void Answer(long value)
        {
            if (parent is null) finish.Add(value);
            else parent.Tell(new Computed(value), Self);
            Context.Stop(Self);
        }
    }
}
