using Actors;
using Benchmarks.Work;

namespace Benchmarks.Contestants.Ours;

internal sealed partial class Ours
{
    public override async Task<long> ForkJoinThroughputAsync(int actors, int messagesEach)
    {
        Finish finish = new(actors);
        IActorRef<Counter>[] counters = [.. Enumerable.Range(0, actors).Select(_ => Spawn(() => new Counter(messagesEach, finish)))];
        for (int number = 0; number < messagesEach; number++)
        {
            foreach (IActorRef<Counter> counter in counters) counter.Tell(Shared);
        }

        return await finish.Total;
    }

    public override async Task<long> ForkJoinCreateAsync(int actors)
    {
        Finish finish = new(actors);
        Func<Once> create = () => new Once(finish);
        for (int number = 0; number < actors; number++) _system.Spawn(create).Tell(Shared);
        return await finish.Total;
    }

    private sealed class Once(Finish finish) : Actor, IHandle<Tick>
    {
        public ValueTask HandleAsync(Tick message, CancellationToken cancellationToken)
        {
            Context.Stop();
            return default;
        }

        protected override ValueTask OnStopAsync(CancellationToken cancellationToken)
        {
            finish.Add(1);
            return default;
        }
    }
}
