using Benchmarks.Work;
using Orleans.Concurrency;

namespace Benchmarks.Contestants.OrleansLocal;

internal sealed partial class OrleansLocal
{
    public override async Task<long> ThreadRingAsync(int actors, int hops)
    {
        Finish finish = new();
        INode[] nodes = [.. Enumerable.Range(0, actors).Select(_ => Get<INode>())];
        for (int number = 0; number < actors; number++) await nodes[number].StartAsync(nodes[(number + 1) % actors], hops, new Local<Finish>(finish));
        await nodes[0].TokenAsync(hops);
        return await finish.Total;
    }
}

internal interface INode : IGrainWithIntegerKey
{
    Task StartAsync(INode next, int hops, Local<Finish> finish);

    [OneWay]
    Task TokenAsync(int left);
}

internal sealed class NodeGrain : Grain, INode
{
    private INode _next = null!;
    private int _hops;
    private Finish _finish = null!;

    public Task StartAsync(INode next, int hops, Local<Finish> finish)
    {
        (_next, _hops, _finish) = (next, hops, finish.Value);
        return Task.CompletedTask;
    }

    public Task TokenAsync(int left)
    {
        if (left == 0) _finish.Add(_hops);
        else _ = _next.TokenAsync(left - 1);
        return Task.CompletedTask;
    }
}
