using System.Threading.Channels;
using Benchmarks.Work;

namespace Benchmarks.Contestants.ChannelLoop;

internal sealed partial class ChannelLoop
{
    public override async Task<long> ForkJoinThroughputAsync(int actors, int messagesEach)
    {
        Finish finish = new(actors);
        Counter[] counters = [.. Enumerable.Range(0, actors).Select(_ => Keep<Counter, object>(new Counter(messagesEach, finish)))];
        for (int number = 0; number < messagesEach; number++)
        {
            foreach (Counter counter in counters) counter.Tell(Shared);
        }

        return await finish.Total;
    }

    public override async Task<long> ForkJoinCreateAsync(int actors)
    {
        Finish finish = new(actors);
        for (int number = 0; number < actors; number++)
        {
            Channel<object> channel = Channel.CreateUnbounded<object>(new UnboundedChannelOptions { SingleReader = true });
            _ = Task.Run(async () =>
            {
                await foreach (object _ in channel.Reader.ReadAllAsync()) channel.Writer.Complete();
                finish.Add(1);
            });
            channel.Writer.TryWrite(Shared);
        }

        return await finish.Total;
    }
}
