using Benchmarks.Work;
using Orleans.Concurrency;

namespace Benchmarks.Contestants.OrleansLocal;

internal sealed partial class OrleansLocal
{
    public override Task<long> CreateAsync(int actors)
    {
        Finish finish = new(actors);
        Local<Finish> local = new(finish);
        for (int number = 0; number < actors; number++) _ = Get<ILeaf>().TickAsync(local);
        return finish.Total;
    }

    public override Task<long> SkynetAsync(int leaves)
    {
        _started += leaves;
        return Get<ISky>().SumAsync(0, leaves);
    }
}

internal interface ILeaf : IGrainWithIntegerKey
{
    [OneWay]
    Task TickAsync(Local<Finish> finish);
}

internal sealed class LeafGrain : Grain, ILeaf
{
    public Task TickAsync(Local<Finish> finish)
    {
        finish.Value.Add(1);
        return Task.CompletedTask;
    }
}

internal interface ISky : IGrainWithIntegerKey
{
    Task<long> SumAsync(long first, int count);
}

internal sealed class SkyGrain : Grain, ISky
{
    private const int Children = 10;

    public async Task<long> SumAsync(long first, int count)
    {
        if (count == 1) return first;
        int part = count / Children;
        long[] sums = await Task.WhenAll(Enumerable.Range(0, Children).Select(child => GrainFactory.GetGrain<ISky>(Keys.Next()).SumAsync(first + child * part, part)));
        return sums.Sum();
    }
}
