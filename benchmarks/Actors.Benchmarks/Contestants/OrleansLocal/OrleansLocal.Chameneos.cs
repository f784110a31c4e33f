using Benchmarks.Work;
using Orleans.Concurrency;

namespace Benchmarks.Contestants.OrleansLocal;

internal sealed partial class OrleansLocal
{
    public override async Task<long> ChameneosAsync(int creatures, int meetings)
    {
        Finish finish = new();
        IMall mall = Get<IMall>();
        await mall.StartAsync(creatures, meetings, new Local<Finish>(finish));
        for (int number = 0; number < creatures; number++) await Get<ICreature>().StartAsync(mall, number % 3);
        return await finish.Total;
    }
}

internal interface IMall : IGrainWithIntegerKey
{
    Task StartAsync(int creatures, int meetings, Local<Finish> finish);

    [OneWay]
    Task MeetAsync(int colour, ICreature sender);

    [OneWay]
    Task CountAsync(int meetings);
}

internal interface ICreature : IGrainWithIntegerKey
{
    [OneWay]
    Task StartAsync(IMall mall, int colour);

    [OneWay]
    Task MeetAsync(int colour, ICreature sender);

    [OneWay]
    Task ChangeAsync(int colour);

    [OneWay]
    Task LeaveAsync();
}

internal sealed class MallGrain : Grain, IMall
{
    private int _creatures;
    private int _left;
    private Finish _finish = null!;
    private int _gone;
    private long _sum;
    private ICreature? _waiting;

    public Task StartAsync(int creatures, int meetings, Local<Finish> finish)
    {
        (_creatures, _left, _finish) = (creatures, meetings, finish.Value);
        return Task.CompletedTask;
    }

    public Task MeetAsync(int colour, ICreature sender)
    {
        if (_left == 0)
        {
            _ = sender.LeaveAsync();
        }
        else if (_waiting is null)
        {
            _waiting = sender;
        }
        else
        {
            _left--;
            _ = _waiting.MeetAsync(colour, sender);
            _waiting = null;
        }

        return Task.CompletedTask;
    }

    public Task CountAsync(int meetings)
    {
        _sum += meetings;
        if (++_gone == _creatures) _finish.Add(_sum);
        return Task.CompletedTask;
    }
}

internal sealed class CreatureGrain : Grain, ICreature
{
    private ICreature _self = null!;
    private IMall _mall = null!;
    private int _colour;
    private int _meetings;

    public Task StartAsync(IMall mall, int colour)
    {
        (_self, _mall, _colour) = (this.AsReference<ICreature>(), mall, colour);
        return _mall.MeetAsync(_colour, _self);
    }

    public Task MeetAsync(int colour, ICreature sender)
    {
        _colour = Colours.Complement(_colour, colour);
        _meetings++;
        _ = sender.ChangeAsync(_colour);
        return _mall.MeetAsync(_colour, _self);
    }

    public Task ChangeAsync(int colour)
    {
        _colour = colour;
        _meetings++;
        return _mall.MeetAsync(_colour, _self);
    }

    public Task LeaveAsync() => _mall.CountAsync(_meetings);
}
