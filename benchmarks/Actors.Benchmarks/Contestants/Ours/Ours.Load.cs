using System.Diagnostics;
using Actors;
using Benchmarks.Work;

namespace Benchmarks.Contestants.Ours;

internal sealed partial class Ours
{
    public override async Task<(TimeSpan Tell, TimeSpan Drain)> BacklogAsync(int messages)
    {
        Finish finish = new();
        Hold hold = new();
        IActorRef<Held> held = Spawn(() => new Held(messages, finish));
        held.Tell(hold);
        await hold.Entered;
        long began = Stopwatch.GetTimestamp();
        for (int number = 0; number < messages; number++) held.Tell(Shared);
        long told = Stopwatch.GetTimestamp();
        hold.Release();
        await finish.Total;
        return (Stopwatch.GetElapsedTime(began, told), Stopwatch.GetElapsedTime(told));
    }

    public override async Task<IReadOnlyList<double>> ProbeAsync(int saturating, int probes)
    {
        ProbeLog log = new(probes);
        Saturation saturation = new();
        for (int number = 0; number < saturating; number++) Spawn(() => new Saturating(saturation)).Tell(Shared);
        IActorRef<Probe> probe = Spawn(() => new Probe(log));
        IReadOnlyList<double> latencies = await log.RunAsync(sent => probe.Tell(new Sent(sent)));
        saturation.End();
        return latencies;
    }

    private sealed class Held(int messages, Finish finish) : Actor, IHandle<Tick>, IHandle<Hold>
    {
        private int _count;

        public ValueTask HandleAsync(Tick message, CancellationToken cancellationToken)
        {
            if (++_count == messages) finish.Add(_count);
            return default;
        }

        public async ValueTask HandleAsync(Hold message, CancellationToken cancellationToken) => await message.EnterAsync();
    }

    private sealed class Saturating(Saturation saturation) : Actor, IHandle<Tick>
    {
        public ValueTask HandleAsync(Tick message, CancellationToken cancellationToken)
        {
            if (!saturation.IsOver) this.Self().Tell(message);
            return default;
        }
    }

    private readonly record struct Sent(long Timestamp);

    private sealed class Probe(ProbeLog log) : Actor, IHandle<Sent>
    {
        public ValueTask HandleAsync(Sent message, CancellationToken cancellationToken)
        {
            log.Add(message.Timestamp);
            return default;
        }
    }
}
