using Actors;
using Benchmarks.Work;

namespace Benchmarks.Contestants.Ours;

internal sealed partial class Ours
{
    public override Task<long> BigAsync(int actors, int pings)
    {
        Finish finish = new(actors);
        IActorRef<Chatter>[] all = new IActorRef<Chatter>[actors];
        for (int number = 0; number < actors; number++)
        {
            int id = number;
            all[number] = Spawn(() => new Chatter(id, all, pings, finish));
        }

        foreach (IActorRef<Chatter> chatter in all) chatter.Tell(new ChatPong(Chatter.Nobody));
        return finish.Total;
    }

    private readonly record struct ChatPing(int Sender);

    private readonly record struct ChatPong(int Sender);

    private sealed class Chatter(int id, IActorRef<Chatter>[] all, int pings, Finish finish) : Actor, IHandle<ChatPing>, IHandle<ChatPong>
    {
        public const int Nobody = -1;

        private SavinaRandom _random = new(SavinaRandom.DefaultSeed + id);
        private int _sent;
        private int _expected = Nobody;

        public ValueTask HandleAsync(ChatPing message, CancellationToken cancellationToken)
        {
            all[message.Sender].Tell(new ChatPong(id));
            return default;
        }

        public ValueTask HandleAsync(ChatPong message, CancellationToken cancellationToken)
        {
            if (message.Sender != _expected) finish.Fail($"{id} was answered by {message.Sender} instead of {_expected}.");
            if (_sent == pings)
            {
                finish.Add(_sent);
                return default;
            }

            _sent++;
            _expected = _random.Next(all.Length);
            all[_expected].Tell(new ChatPing(id));
            return default;
        }
    }
}
