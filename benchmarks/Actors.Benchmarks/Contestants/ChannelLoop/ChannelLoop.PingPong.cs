using Benchmarks.Work;

namespace Benchmarks.Contestants.ChannelLoop;

internal sealed partial class ChannelLoop
{
    public override Task<long> PingPongAsync(int pairs, int rounds)
    {
        Finish finish = new(pairs);
        for (int pair = 0; pair < pairs; pair++)
        {
            Player first = Keep<Player, object>(new Player(true, rounds, finish));
            Player second = Keep<Player, object>(new Player(false, rounds, finish) { Other = first });
            first.Other = second;
            first.Tell(Shared);
        }

        return finish.Total;
    }

    public override Task<long> SavinaPingPongAsync(int rounds)
    {
        Finish finish = new();
        Ponger ponger = Keep<Ponger, Pinger>(new Ponger());
        Keep<Pinger, bool>(new Pinger(ponger, rounds, finish)).Tell(Pinger.Serve);
        return finish.Total;
    }

    private sealed class Player(bool isFirst, int rounds, Finish finish) : Looped<object>
    {
        private int _count;

        public Player? Other { get; set; }

        protected override void Handle(object message)
        {
            if (isFirst && _count == rounds) finish.Add(2L * _count);
            else Other!.Tell(message);
            _count++;
        }
    }

    private sealed class Pinger(Ponger ponger, int rounds, Finish finish) : Looped<bool>
    {
        public const bool Serve = true;
        public const bool Pong = false;

        private int _served;

        protected override void Handle(bool message)
        {
            if (message == Serve)
            {
                ponger.Tell(this);
                _served++;
            }
            else if (_served < rounds)
            {
                Tell(Serve);
            }
            else
            {
                finish.Add(rounds);
            }
        }
    }

    private sealed class Ponger : Looped<Pinger>
    {
        protected override void Handle(Pinger message) => message.Tell(Pinger.Pong);
    }
}
