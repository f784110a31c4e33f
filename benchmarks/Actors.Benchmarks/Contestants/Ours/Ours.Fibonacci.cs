using Actors;
using Benchmarks.Work;

namespace Benchmarks.Contestants.Ours;

internal sealed partial class Ours
{
    public override Task<long> FibonacciAsync(int number)
    {
        Finish finish = new();
        _system.Spawn(() => new Fibonacci(null, finish)).Tell(new Compute(number));
        return finish.Total;
    }

    private readonly record struct Compute(int Number);

    private readonly record struct Computed(long Value);

    private sealed class Fibonacci(IActorRef<Fibonacci>? parent, Finish finish) : Actor, IHandle<Compute>, IHandle<Computed>
    {
        private int _answers;
        private long _sum;

        public ValueTask HandleAsync(Compute message, CancellationToken cancellationToken)
        {
            if (message.Number <= 2) return Answer(1);
            IActorRef<Fibonacci> self = this.Self();
            Func<Fibonacci> create = () => new Fibonacci(self, finish);
            Context.Spawn(create).Tell(new Compute(message.Number - 1));
            Context.Spawn(create).Tell(new Compute(message.Number - 2));
            return default;
        }

        public ValueTask HandleAsync(Computed message, CancellationToken cancellationToken)
        {
            _sum += message.Value;
            return ++_answers == 2 ? Answer(_sum) : default;
        }

        private ValueTask Answer(long value)
        {
            if (parent is null) finish.Add(value);
            else parent.Tell(new Computed(value));
            Context.Stop();
            return default;
        }
    }
}
