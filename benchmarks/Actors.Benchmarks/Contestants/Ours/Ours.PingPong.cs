using Actors;
using Benchmarks.Work;

namespace Benchmarks.Contestants.Ours;

internal sealed partial class Ours
{
    public override Task<long> PingPongAsync(int pairs, int rounds)
    {
        Finish finish = new(pairs);
        for (int pair = 0; pair < pairs; pair++)
        {
            IActorRef<Player> first = Spawn(() => new Player(rounds, finish));
            IActorRef<Player> second = Spawn(() => new Player(rounds, finish));
            first.Tell(new Ball(first, second));
        }

        return finish.Total;
    }

    public override Task<long> SavinaPingPongAsync(int rounds)
    {
        Finish finish = new();
        IActorRef<Ponger> ponger = Spawn(() => new Ponger());
        Spawn(() => new Pinger(ponger, rounds, finish)).Tell(new Serve());
        return finish.Total;
    }

    private sealed record Ball(IActorRef<Player> First, IActorRef<Player> Second);

    private sealed class Player(int rounds, Finish finish) : Actor, IHandle<Ball>
    {
        private int _count;

        public ValueTask HandleAsync(Ball message, CancellationToken cancellationToken)
        {
            bool isFirst = ReferenceEquals(message.First, this.Self());
            // The second has had as many as the first when the first begins the round after the last.
            if (isFirst && _count == rounds) finish.Add(2L * _count);
            else (isFirst ? message.Second : message.First).Tell(message);
            _count++;
            return default;
        }
    }

    private readonly record struct Serve;

    private readonly record struct SendPing(IActorRef<Pinger> Sender);

    private readonly record struct SendPong;

    private sealed class Pinger(IActorRef<Ponger> ponger, int rounds, Finish finish) : Actor, IHandle<Serve>, IHandle<SendPong>
    {
        private int _served;

        public ValueTask HandleAsync(Serve message, CancellationToken cancellationToken)
        {
            ponger.Tell(new SendPing(this.Self()));
            _served++;
            return default;
        }

        public ValueTask HandleAsync(SendPong message, CancellationToken cancellationToken)
        {
            if (_served < rounds) this.Self().Tell(new Serve());
            else finish.Add(rounds);
            return default;
        }
    }

    private sealed class Ponger : Actor, IHandle<SendPing>
    {
        public ValueTask HandleAsync(SendPing message, CancellationToken cancellationToken)
        {
            message.Sender.Tell(new SendPong());
            return default;
        }
    }
}
