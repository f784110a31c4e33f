using Benchmarks.Work;
using Proto;

namespace Benchmarks.Contestants.ProtoActor;

internal sealed partial class ProtoActor
{
    public override async Task<long> ForkJoinThroughputAsync(int actors, int messagesEach)
    {
        Finish finish = new(actors);
        PID[] counters = [.. Enumerable.Range(0, actors).Select(_ => Spawn(() => new Counter(messagesEach, finish)))];
        for (int number = 0; number < messagesEach; number++)
        {
            foreach (PID counter in counters) Tell(counter, Shared);
        }

        return await finish.Total;
    }

    public override async Task<long> ForkJoinCreateAsync(int actors)
    {
        Finish finish = new(actors);
        Props props = Props.FromProducer(() => new Once(finish));
        for (int number = 0; number < actors; number++) Tell(_system.Root.Spawn(props), Shared);
        return await finish.Total;
    }

    private sealed class Once(Finish finish) : IActor
    {
        public Task ReceiveAsync(IContext context)
        {
            if (context.Message == Shared) context.Stop(context.Self);
            else if (context.Message is Stopped) finish.Add(1);
            return Task.CompletedTask;
        }
    }
}
