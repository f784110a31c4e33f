using System.Diagnostics;
using Akka.Actor;
using Benchmarks.Work;

namespace Benchmarks.Contestants.AkkaNet;

internal sealed partial class AkkaNet
{
    public override async Task<(TimeSpan Tell, TimeSpan Drain)> BacklogAsync(int messages)
    {
        Finish finish = new();
        Hold hold = new();
        IActorRef held = Spawn(() => new Held(messages, finish));
        held.Tell(hold, ActorRefs.NoSender);
        await hold.Entered;
        long began = Stopwatch.GetTimestamp();
        for (int number = 0; number < messages; number++) held.Tell(Shared, ActorRefs.NoSender);
        long told = Stopwatch.GetTimestamp();
        hold.Release();
        await finish.Total;
        return (Stopwatch.GetElapsedTime(began, told), Stopwatch.GetElapsedTime(told));
    }

    public override async Task<IReadOnlyList<double>> ProbeAsync(int saturating, int probes)
    {
        ProbeLog log = new(probes);
        Saturation saturation = new();
        for (int number = 0; number < saturating; number++) Spawn(() => new Saturating(saturation)).Tell(Shared, ActorRefs.NoSender);
        IActorRef probe = Spawn(() => new Probe(log));
        IReadOnlyList<double> latencies = await log.RunAsync(sent => probe.Tell(new Sent(sent), ActorRefs.NoSender));
        saturation.End();
        return latencies;
    }

    private sealed class Held(int messages, Finish finish) : UntypedActor
    {
        private int _count;

        protected override void OnReceive(object message)
        {
            if (message is Hold hold) RunTask(hold.EnterAsync);
            else if (++_count == messages) finish.Add(_count);
        }
    }

    private sealed class Saturating(Saturation saturation) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (!saturation.IsOver) Self.Tell(message, Self);
        }
    }

    private sealed record Sent(long Timestamp);

    private sealed class Probe(ProbeLog log) : UntypedActor
    {
        protected override void OnReceive(object message) => log.Add(((Sent)message).Timestamp);
    }
}
