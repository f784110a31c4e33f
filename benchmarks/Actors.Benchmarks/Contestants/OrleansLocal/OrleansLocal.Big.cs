using Benchmarks.Work;
using Orleans.Concurrency;

namespace Benchmarks.Contestants.OrleansLocal;

internal sealed partial class OrleansLocal
{
    public override async Task<long> BigAsync(int actors, int pings)
    {
        Finish finish = new(actors);
        IChatter[] all = [.. Enumerable.Range(0, actors).Select(_ => Get<IChatter>())];
        for (int number = 0; number < actors; number++) await all[number].StartAsync(number, new Local<IChatter[]>(all), pings, new Local<Finish>(finish));
        foreach (IChatter chatter in all) await chatter.PongAsync(ChatterGrain.Nobody);
        return await finish.Total;
    }
}

internal interface IChatter : IGrainWithIntegerKey
{
    Task StartAsync(int id, Local<IChatter[]> all, int pings, Local<Finish> finish);

    [OneWay]
    Task PingAsync(int sender);

    [OneWay]
    Task PongAsync(int sender);
}

internal sealed class ChatterGrain : Grain, IChatter
{
    public const int Nobody = -1;

    private int _id;
    private IChatter[] _all = null!;
    private int _pings;
    private Finish _finish = null!;
    private SavinaRandom _random;
    private int _sent;
    private int _expected = Nobody;

    public Task StartAsync(int id, Local<IChatter[]> all, int pings, Local<Finish> finish)
    {
        (_id, _all, _pings, _finish) = (id, all.Value, pings, finish.Value);
        _random = new SavinaRandom(SavinaRandom.DefaultSeed + id);
        return Task.CompletedTask;
    }

    public Task PingAsync(int sender) => _all[sender].PongAsync(_id);

    public Task PongAsync(int sender)
    {
        if (sender != _expected) _finish.Fail($"{_id} was answered by {sender} instead of {_expected}.");
        if (_sent == _pings)
        {
            _finish.Add(_sent);
            return Task.CompletedTask;
        }

        _sent++;
        _expected = _random.Next(_all.Length);
        return _all[_expected].PingAsync(_id);
    }
}
