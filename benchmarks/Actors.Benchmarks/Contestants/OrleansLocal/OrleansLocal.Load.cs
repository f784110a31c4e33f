using System.Diagnostics;
using Benchmarks.Work;
using Orleans.Concurrency;

namespace Benchmarks.Contestants.OrleansLocal;

internal sealed partial class OrleansLocal
{
    public override async Task<(TimeSpan Tell, TimeSpan Drain)> BacklogAsync(int messages)
    {
        Finish finish = new();
        Hold hold = new();
        IHeld held = Get<IHeld>();
        await held.StartAsync(messages, new Local<Finish>(finish));
        await held.HoldAsync(new Local<Hold>(hold));
        await hold.Entered;
        long began = Stopwatch.GetTimestamp();
        for (int number = 0; number < messages; number++) _ = held.TickAsync();
        long told = Stopwatch.GetTimestamp();
        hold.Release();
        await finish.Total;
        return (Stopwatch.GetElapsedTime(began, told), Stopwatch.GetElapsedTime(told));
    }

    public override async Task<IReadOnlyList<double>> ProbeAsync(int saturating, int probes)
    {
        ProbeLog log = new(probes);
        Saturation saturation = new();
        for (int number = 0; number < saturating; number++) await Get<ISaturating>().GoAsync(new Local<Saturation>(saturation));
        IProbe probe = Get<IProbe>();
        await probe.StartAsync(new Local<ProbeLog>(log));
        IReadOnlyList<double> latencies = await log.RunAsync(sent => probe.ProbeAsync(sent));
        saturation.End();
        return latencies;
    }
}

internal interface IHeld : IGrainWithIntegerKey
{
    Task StartAsync(int messages, Local<Finish> finish);

    [OneWay]
    Task HoldAsync(Local<Hold> hold);

    [OneWay]
    Task TickAsync();
}

internal sealed class HeldGrain : Grain, IHeld
{
    private int _messages;
    private Finish _finish = null!;
    private int _count;

    public Task StartAsync(int messages, Local<Finish> finish)
    {
        (_messages, _finish) = (messages, finish.Value);
        return Task.CompletedTask;
    }

    public Task HoldAsync(Local<Hold> hold) => hold.Value.EnterAsync();

    public Task TickAsync()
    {
        if (++_count == _messages) _finish.Add(_count);
        return Task.CompletedTask;
    }
}

internal interface ISaturating : IGrainWithIntegerKey
{
    [OneWay]
    Task GoAsync(Local<Saturation> saturation);
}

internal sealed class SaturatingGrain : Grain, ISaturating
{
    public Task GoAsync(Local<Saturation> saturation) => saturation.Value.IsOver ? Task.CompletedTask : this.AsReference<ISaturating>().GoAsync(saturation);
}

internal interface IProbe : IGrainWithIntegerKey
{
    Task StartAsync(Local<ProbeLog> log);

    [OneWay]
    Task ProbeAsync(long sent);
}

internal sealed class ProbeGrain : Grain, IProbe
{
    private ProbeLog _log = null!;

    public Task StartAsync(Local<ProbeLog> log)
    {
        _log = log.Value;
        return Task.CompletedTask;
    }

    public Task ProbeAsync(long sent)
    {
        _log.Add(sent);
        return Task.CompletedTask;
    }
}
