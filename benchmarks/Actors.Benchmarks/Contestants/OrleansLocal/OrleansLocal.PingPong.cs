using Benchmarks.Work;
using Orleans.Concurrency;

namespace Benchmarks.Contestants.OrleansLocal;

internal sealed partial class OrleansLocal
{
    public override async Task<long> PingPongAsync(int pairs, int rounds)
    {
        Finish finish = new(pairs);
        List<IPlayer> servers = [];
        for (int pair = 0; pair < pairs; pair++)
        {
            (IPlayer first, IPlayer second) = (Get<IPlayer>(), Get<IPlayer>());
            await first.StartAsync(isFirst: true, second, rounds, new Local<Finish>(finish));
            await second.StartAsync(isFirst: false, first, rounds, new Local<Finish>(finish));
            servers.Add(first);
        }

        foreach (IPlayer server in servers) await server.BallAsync();
        return await finish.Total;
    }

    public override async Task<long> SavinaPingPongAsync(int rounds)
    {
        Finish finish = new();
        IPinger pinger = Get<IPinger>();
        await pinger.StartAsync(Get<IPonger>(), rounds, new Local<Finish>(finish));
        await pinger.ServeAsync();
        return await finish.Total;
    }
}

internal interface IPlayer : IGrainWithIntegerKey
{
    Task StartAsync(bool isFirst, IPlayer other, int rounds, Local<Finish> finish);

    [OneWay]
    Task BallAsync();
}

internal sealed class PlayerGrain : Grain, IPlayer
{
    private bool _isFirst;
    private IPlayer _other = null!;
    private int _rounds;
    private Finish _finish = null!;
    private int _count;

    public Task StartAsync(bool isFirst, IPlayer other, int rounds, Local<Finish> finish)
    {
        (_isFirst, _other, _rounds, _finish) = (isFirst, other, rounds, finish.Value);
        return Task.CompletedTask;
    }

    public Task BallAsync()
    {
        if (_isFirst && _count == _rounds) _finish.Add(2L * _count);
        else _ = _other.BallAsync();
        _count++;
        return Task.CompletedTask;
    }
}

internal interface IPinger : IGrainWithIntegerKey
{
    Task StartAsync(IPonger ponger, int rounds, Local<Finish> finish);

    [OneWay]
    Task ServeAsync();

    [OneWay]
    Task PongAsync();
}

internal interface IPonger : IGrainWithIntegerKey
{
    [OneWay]
    Task PingAsync(IPinger sender);
}

internal sealed class PingerGrain : Grain, IPinger
{
    private IPinger _self = null!;
    private IPonger _ponger = null!;
    private int _rounds;
    private Finish _finish = null!;
    private int _served;

    public Task StartAsync(IPonger ponger, int rounds, Local<Finish> finish)
    {
        (_self, _ponger, _rounds, _finish) = (this.AsReference<IPinger>(), ponger, rounds, finish.Value);
        return Task.CompletedTask;
    }

    public Task ServeAsync()
    {
        _ = _ponger.PingAsync(_self);
        _served++;
        return Task.CompletedTask;
    }

    public Task PongAsync()
    {
        if (_served < _rounds) _ = _self.ServeAsync();
        else _finish.Add(_rounds);
        return Task.CompletedTask;
    }
}

internal sealed class PongerGrain : Grain, IPonger
{
    public Task PingAsync(IPinger sender) => sender.PongAsync();
}
