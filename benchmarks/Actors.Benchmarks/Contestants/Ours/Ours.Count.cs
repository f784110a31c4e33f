using Actors;
using Benchmarks.Work;

namespace Benchmarks.Contestants.Ours;

internal sealed partial class Ours
{
    public override Task<long> CountAsync(int messages)
    {
        Finish finish = new();
        IActorRef<Counting> counting = Spawn(() => new Counting());
        Spawn(() => new Producer(counting, messages, finish)).Tell(Shared);
        return finish.Total;
    }

    private sealed class Increment
    {
        public static readonly Increment Shared = new();
    }

    private sealed record Retrieve(IActorRef<Producer> Sender);

    private sealed record Result(int Count);

    private sealed class Producer(IActorRef<Counting> counting, int messages, Finish finish) : Actor, IHandle<Tick>, IHandle<Result>
    {
        public ValueTask HandleAsync(Tick message, CancellationToken cancellationToken)
        {
            for (int number = 0; number < messages; number++) counting.Tell(Increment.Shared);
            counting.Tell(new Retrieve(this.Self()));
            return default;
        }

        public ValueTask HandleAsync(Result message, CancellationToken cancellationToken)
        {
            finish.Add(message.Count);
            return default;
        }
    }

    private sealed class Counting : Actor, IHandle<Increment>, IHandle<Retrieve>
    {
        private int _count;

        public ValueTask HandleAsync(Increment message, CancellationToken cancellationToken)
        {
            _count++;
            return default;
        }

        public ValueTask HandleAsync(Retrieve message, CancellationToken cancellationToken)
        {
            message.Sender.Tell(new Result(_count));
            return default;
        }
    }
}
