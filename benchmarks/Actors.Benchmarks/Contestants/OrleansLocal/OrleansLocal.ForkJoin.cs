using Benchmarks.Work;
using Orleans.Concurrency;

namespace Benchmarks.Contestants.OrleansLocal;

internal sealed partial class OrleansLocal
{
    public override async Task<long> ForkJoinThroughputAsync(int actors, int messagesEach)
    {
        Finish finish = new(actors);
        Local<Finish> local = new(finish);
        ICounter[] counters = [.. Enumerable.Range(0, actors).Select(_ => Get<ICounter>())];
        foreach (ICounter counter in counters) await counter.StartAsync(messagesEach, local);
        for (int number = 0; number < messagesEach; number++)
        {
            foreach (ICounter counter in counters) _ = counter.TickAsync();
        }

        return await finish.Total;
    }

    public override async Task<long> ForkJoinCreateAsync(int actors)
    {
        Finish finish = new(actors);
        Local<Finish> local = new(finish);
        for (int number = 0; number < actors; number++) _ = Get<IOnce>().WorkAsync(local);
        return await finish.Total;
    }
}

internal interface IOnce : IGrainWithIntegerKey
{
    [OneWay]
    Task WorkAsync(Local<Finish> finish);
}

internal sealed class OnceGrain : Grain, IOnce
{
    private Finish? _finish;

    public Task WorkAsync(Local<Finish> finish)
    {
        _finish = finish.Value;
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _finish?.Add(1);
        return Task.CompletedTask;
    }
}
