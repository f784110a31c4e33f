using Benchmarks.Work;
using Proto;

namespace Benchmarks.Contestants.ProtoActor;

internal sealed partial class ProtoActor
{
    public override Task<long> PingPongAsync(int pairs, int rounds)
    {
        Finish finish = new(pairs);
        for (int pair = 0; pair < pairs; pair++)
        {
            PID first = Spawn(() => new Player(true, rounds, finish));
            PID second = Spawn(() => new Player(false, rounds, finish));
            Tell(first, new Ball(first, second));
        }

        return finish.Total;
    }

    public override Task<long> SavinaPingPongAsync(int rounds)
    {
        Finish finish = new();
        PID ponger = Spawn(() => new Ponger());
        Tell(Spawn(() => new Pinger(ponger, rounds, finish)), Serve.Shared);
        return finish.Total;
    }

    private sealed record Ball(PID First, PID Second);

    private sealed class Player(bool isFirst, int rounds, Finish finish) : IActor
    {
        private int _count;

        public Task ReceiveAsync(IContext context)
        {
            if (context.Message is not Ball ball) return Task.CompletedTask;
            if (isFirst && _count == rounds) finish.Add(2L * _count);
            else context.Send(isFirst ? ball.Second : ball.First, ball);
            _count++;
            return Task.CompletedTask;
        }
    }

    private sealed class Serve
    {
        public static readonly Serve Shared = new();
    }

    private sealed record SendPing(PID Sender);

    private sealed class SendPong
    {
        public static readonly SendPong Shared = new();
    }

    private sealed class Pinger(PID ponger, int rounds, Finish finish) : IActor
    {
        private int _served;

        public Task ReceiveAsync(IContext context)
        {
            switch (context.Message)
            {
                case Serve:
                    context.Send(ponger, new SendPing(context.Self));
                    _served++;
                    break;
                case SendPong when _served < rounds:
                    context.Send(context.Self, Serve.Shared);
                    break;
                case SendPong:
                    finish.Add(rounds);
                    break;
            }

            return Task.CompletedTask;
        }
    }

    private sealed class Ponger : IActor
    {
        public Task ReceiveAsync(IContext context)
        {
            if (context.Message is SendPing ping) context.Send(ping.Sender, SendPong.Shared);
            return Task.CompletedTask;
        }
    }
}
