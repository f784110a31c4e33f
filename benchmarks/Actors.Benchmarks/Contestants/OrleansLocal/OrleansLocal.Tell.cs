using Benchmarks.Work;
using Orleans.Concurrency;

namespace Benchmarks.Contestants.OrleansLocal;

internal sealed partial class OrleansLocal
{
    public override async Task<long> TellAsync(int producers, int messages)
    {
        Finish finish = new();
        ICounter counter = Get<ICounter>();
        await counter.StartAsync(messages, new Local<Finish>(finish));
        await Task.WhenAll(Enumerable.Range(0, producers).Select(_ => Task.Run(() =>
        {
            for (int number = 0; number < messages / producers; number++) counter.TickAsync();
        })));
        return await finish.Total;
    }

    public override async Task<long> TellFreshAsync(int messages)
    {
        Finish finish = new();
        IAdder adder = Get<IAdder>();
        await adder.StartAsync(messages, new Local<Finish>(finish));
        await Task.Run(() =>
        {
            for (int number = 0; number < messages; number++) adder.AddAsync(new Number(number));
        });
        return await finish.Total;
    }

    public override async Task<long> TellStructAsync(int messages)
    {
        Finish finish = new();
        IAdder adder = Get<IAdder>();
        await adder.StartAsync(messages, new Local<Finish>(finish));
        await Task.Run(() =>
        {
            for (int number = 0; number < messages; number++) adder.AddAsync(new Amount(number));
        });
        return await finish.Total;
    }
}

internal interface ICounter : IGrainWithIntegerKey
{
    Task StartAsync(int messages, Local<Finish> finish);

    [OneWay]
    Task TickAsync();
}

internal sealed class CounterGrain : Grain, ICounter
{
    private int _messages;
    private Finish _finish = null!;
    private int _count;

    public Task StartAsync(int messages, Local<Finish> finish)
    {
        (_messages, _finish) = (messages, finish.Value);
        return Task.CompletedTask;
    }

    public Task TickAsync()
    {
        if (++_count == _messages) _finish.Add(_count);
        return Task.CompletedTask;
    }
}

[GenerateSerializer]
[Immutable]
internal sealed record Number([property: Id(0)] long Value);

[GenerateSerializer]
[Immutable]
internal readonly record struct Amount([property: Id(0)] long Value);

internal interface IAdder : IGrainWithIntegerKey
{
    Task StartAsync(int messages, Local<Finish> finish);

    [OneWay]
    Task AddAsync(Number number);

    [OneWay]
    Task AddAsync(Amount amount);
}

internal sealed class AdderGrain : Grain, IAdder
{
    private int _messages;
    private Finish _finish = null!;
    private int _count;
    private long _sum;

    public Task StartAsync(int messages, Local<Finish> finish)
    {
        (_messages, _finish) = (messages, finish.Value);
        return Task.CompletedTask;
    }

    public Task AddAsync(Number number) => AddAsync(number.Value);

    public Task AddAsync(Amount amount) => AddAsync(amount.Value);

    private Task AddAsync(long value)
    {
        _sum += value;
        if (++_count == _messages) _finish.Add(_sum);
        return Task.CompletedTask;
    }
}
