using Akka.Actor;
using Benchmarks.Work;

namespace Benchmarks.Contestants.AkkaNet;

internal sealed partial class AkkaNet
{
    public override async Task<long> ForkJoinThroughputAsync(int actors, int messagesEach)
    {
        Finish finish = new(actors);
        IActorRef[] counters = [.. Enumerable.Range(0, actors).Select(_ => Spawn(() => new Counter(messagesEach, finish)))];
        for (int number = 0; number < messagesEach; number++)
        {
            foreach (IActorRef counter in counters) counter.Tell(Shared, ActorRefs.NoSender);
        }

        return await finish.Total;
    }

    public override async Task<long> ForkJoinCreateAsync(int actors)
    {
        Finish finish = new(actors);
        Props props = PropsOf(() => new Once(finish));
        for (int number = 0; number < actors; number++) _system.ActorOf(props).Tell(Shared, ActorRefs.NoSender);
        return await finish.Total;
    }

    private sealed class Once(Finish finish) : UntypedActor
    {
        protected override void OnReceive(object message) => Context.Stop(Self);

        protected override void PostStop() => finish.Add(1);
    }
}
