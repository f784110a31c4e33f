using Benchmarks.Work;
using Proto;

namespace Benchmarks.Contestants.ProtoActor;

internal sealed partial class ProtoActor
{
    public override Task<long> BigAsync(int actors, int pings)
    {
        Finish finish = new(actors);
        PID[] all = new PID[actors];
        for (int number = 0; number < actors; number++)
        {
            int id = number;
            all[number] = Spawn(() => new Chatter(id, all, pings, finish));
        }

        foreach (PID chatter in all) Tell(chatter, new ChatPong(Chatter.Nobody));
        return finish.Total;
    }

    private sealed record ChatPing(int Sender);

    private sealed record ChatPong(int Sender);

    private sealed class Chatter : IActor
    {
        public const int Nobody = -1;

        private readonly int _id;
        private readonly PID[] _all;
        private readonly int _pings;
        private readonly Finish _finish;
        // The same for every message of this actor, so made once.
        private readonly ChatPing _ping;
        private readonly ChatPong _pong;
        private SavinaRandom _random;
        private int _sent;
        private int _expected = Nobody;

        public Chatter(int id, PID[] all, int pings, Finish finish)
        {
            (_id, _all, _pings, _finish) = (id, all, pings, finish);
            (_ping, _pong) = (new ChatPing(id), new ChatPong(id));
            _random = new SavinaRandom(SavinaRandom.DefaultSeed + id);
        }

        public Task ReceiveAsync(IContext context)
        {
            switch (context.Message)
            {
                case ChatPing ping:
                    context.Send(_all[ping.Sender], _pong);
                    break;
                case ChatPong pong:
                    Answered(context, pong.Sender);
                    break;
            }

            return Task.CompletedTask;
        }

        private void Answered(IContext context, int sender)
        {
            if (sender != _expected) _finish.Fail($"{_id} was answered by {sender} instead of {_expected}.");
            if (_sent == _pings)
            {
                _finish.Add(_sent);
                return;
            }

            _sent++;
            _expected = _random.Next(_all.Length);
            context.Send(_all[_expected], _ping);
        }
    }
}
