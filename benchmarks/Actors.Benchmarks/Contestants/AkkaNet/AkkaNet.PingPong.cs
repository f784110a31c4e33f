using Akka.Actor;
using Benchmarks.Work;

namespace Benchmarks.Contestants.AkkaNet;

internal sealed partial class AkkaNet
{
    public override Task<long> PingPongAsync(int pairs, int rounds)
    {
        Finish finish = new(pairs);
        for (int pair = 0; pair < pairs; pair++)
        {
            IActorRef first = Spawn(() => new Player(rounds, finish));
            IActorRef second = Spawn(() => new Player(rounds, finish));
            first.Tell(new Ball(first, second), ActorRefs.NoSender);
        }

        return finish.Total;
    }

    public override Task<long> SavinaPingPongAsync(int rounds)
    {
        Finish finish = new();
        IActorRef ponger = Spawn(() => new Ponger());
        Spawn(() => new Pinger(ponger, rounds, finish)).Tell(Signal.Serve, ActorRefs.NoSender);
        return finish.Total;
    }

    private sealed record Ball(IActorRef First, IActorRef Second);

    private sealed class Player(int rounds, Finish finish) : UntypedActor
    {
        private int _count;

        protected override void OnReceive(object message)
        {
            Ball ball = (Ball)message;
            bool isFirst = ReferenceEquals(ball.First, Self);
            if (isFirst && _count == rounds) finish.Add(2L * _count);
            else (isFirst ? ball.Second : ball.First).Tell(ball, ActorRefs.NoSender);
            _count++;
        }
    }

    private sealed class Signal
    {
        public static readonly Signal Serve = new();
        public static readonly Signal Ping = new();
        public static readonly Signal Pong = new();
    }

    private sealed class Pinger(IActorRef ponger, int rounds, Finish finish) : UntypedActor
    {
        private int _served;

        protected override void OnReceive(object message)
        {
            if (message == Signal.Serve)
            {
                ponger.Tell(Signal.Ping, Self);
                _served++;
            }
            else if (_served < rounds)
            {
                Self.Tell(Signal.Serve, Self);
            }
            else
            {
                finish.Add(rounds);
            }
        }
    }

    private sealed class Ponger : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(Signal.Pong, Self);
    }
}
