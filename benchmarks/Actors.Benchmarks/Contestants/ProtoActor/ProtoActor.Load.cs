using System.Diagnostics;
using Benchmarks.Work;
using Proto;

namespace Benchmarks.Contestants.ProtoActor;

internal sealed partial class ProtoActor
{
    public override async Task<(TimeSpan Tell, TimeSpan Drain)> BacklogAsync(int messages)
    {
        Finish finish = new();
        Hold hold = new();
        PID held = Spawn(() => new Held(messages, finish));
        Tell(held, hold);
        await hold.Entered;
        long began = Stopwatch.GetTimestamp();
        for (int number = 0; number < messages; number++) Tell(held, Shared);
        long told = Stopwatch.GetTimestamp();
        hold.Release();
        await finish.Total;
        return (Stopwatch.GetElapsedTime(began, told), Stopwatch.GetElapsedTime(told));
    }

    public override async Task<IReadOnlyList<double>> ProbeAsync(int saturating, int probes)
    {
        ProbeLog log = new(probes);
        Saturation saturation = new();
        for (int number = 0; number < saturating; number++) Tell(Spawn(() => new Saturating(saturation)), Shared);
        PID probe = Spawn(() => new Probe(log));
        IReadOnlyList<double> latencies = await log.RunAsync(sent => Tell(probe, new Sent(sent)));
        saturation.End();
        return latencies;
    }

    private sealed class Held(int messages, Finish finish) : IActor
    {
        private int _count;

        public Task ReceiveAsync(IContext context)
        {
            if (context.Message is Hold hold) return hold.EnterAsync();
            if (context.Message == Shared && ++_count == messages) finish.Add(_count);
            return Task.CompletedTask;
        }
    }

    private sealed class Saturating(Saturation saturation) : IActor
    {
        public Task ReceiveAsync(IContext context)
        {
            if (context.Message == Shared && !saturation.IsOver) context.Send(context.Self, Shared);
            return Task.CompletedTask;
        }
    }

    private sealed record Sent(long Timestamp);

    private sealed class Probe(ProbeLog log) : IActor
    {
        public Task ReceiveAsync(IContext context)
        {
            if (context.Message is Sent sent) log.Add(sent.Timestamp);
            return Task.CompletedTask;
        }
    }
}
