using Akka.Actor;
using Benchmarks.Work;

namespace Benchmarks.Contestants.AkkaNet;

internal sealed partial class AkkaNet
{
    public override Task<long> BigAsync(int actors, int pings)
    {
        Finish finish = new(actors);
        IActorRef[] all = new IActorRef[actors];
        for (int number = 0; number < actors; number++)
        {
            int id = number;
            all[number] = Spawn(() => new Chatter(id, all, pings, finish));
        }

        foreach (IActorRef chatter in all) chatter.Tell(new ChatPong(Chatter.Nobody), ActorRefs.NoSender);
        return finish.Total;
    }

    private sealed record ChatPing(int Sender);

    private sealed record ChatPong(int Sender);

    private sealed class Chatter : UntypedActor
    {
        public const int Nobody = -1;

        private readonly int _id;
        private readonly IActorRef[] _all;
        private readonly int _pings;
        private readonly Finish _finish;
        // The same for every message of this actor, so made once.
        private readonly ChatPing _ping;
        private readonly ChatPong _pong;
        private SavinaRandom _random;
        private int _sent;
        private int _expected = Nobody;

        public Chatter(int id, IActorRef[] all, int pings, Finish finish)
        {
            (_id, _all, _pings, _finish) = (id, all, pings, finish);
            (_ping, _pong) = (new ChatPing(id), new ChatPong(id));
            _random = new SavinaRandom(SavinaRandom.DefaultSeed + id);
        }

        protected override void OnReceive(object message)
        {
            if (message is ChatPing ping)
            {
                _all[ping.Sender].Tell(_pong, Self);
                return;
            }

            int sender = ((ChatPong)message).Sender;
            if (sender != _expected) _finish.Fail($"{_id} was answered by {sender} instead of {_expected}.");
            if (_sent == _pings)
            {
                _finish.Add(_sent);
                return;
            }

            _sent++;
            _expected = _random.Next(_all.Length);
            _all[_expected].Tell(_ping, Self);
        }
    }
}
