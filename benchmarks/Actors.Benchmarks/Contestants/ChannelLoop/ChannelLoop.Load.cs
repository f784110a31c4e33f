using System.Diagnostics;
using System.Threading.Channels;
using Benchmarks.Work;

namespace Benchmarks.Contestants.ChannelLoop;

internal sealed partial class ChannelLoop
{
    public override async Task<(TimeSpan Tell, TimeSpan Drain)> BacklogAsync(int messages)
    {
        Finish finish = new();
        Hold hold = new();
        Channel<object> channel = Channel.CreateUnbounded<object>(new UnboundedChannelOptions { SingleReader = true });
        Task loop = Task.Run(async () =>
        {
            int count = 0;
            while (await channel.Reader.WaitToReadAsync())
            {
                while (channel.Reader.TryRead(out object? message))
                {
                    if (message is Hold held) await held.EnterAsync();
                    else if (++count == messages) finish.Add(count);
                }
            }
        });
        channel.Writer.TryWrite(hold);
        await hold.Entered;
        long began = Stopwatch.GetTimestamp();
        for (int number = 0; number < messages; number++) channel.Writer.TryWrite(Shared);
        long told = Stopwatch.GetTimestamp();
        hold.Release();
        await finish.Total;
        TimeSpan drain = Stopwatch.GetElapsedTime(told);
        channel.Writer.Complete();
        await loop;
        return (Stopwatch.GetElapsedTime(began, told), drain);
    }

    public override async Task<IReadOnlyList<double>> ProbeAsync(int saturating, int probes)
    {
        ProbeLog log = new(probes);
        Saturation saturation = new();
        for (int number = 0; number < saturating; number++) Keep<Saturating, object>(new Saturating(saturation)).Tell(Shared);
        Probe probe = Keep<Probe, long>(new Probe(log));
        IReadOnlyList<double> latencies = await log.RunAsync(probe.Tell);
        saturation.End();
        return latencies;
    }

    private sealed class Saturating(Saturation saturation) : Looped<object>
    {
        protected override void Handle(object message)
        {
            if (!saturation.IsOver) Tell(message);
        }
    }

    private sealed class Probe(ProbeLog log) : Looped<long>
    {
        protected override void Handle(long message) => log.Add(message);
    }
}
