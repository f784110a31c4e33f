using Benchmarks.Work;

namespace Benchmarks.Contestants.ChannelLoop;

internal sealed partial class ChannelLoop
{
    public override Task<long> BigAsync(int actors, int pings)
    {
        Finish finish = new(actors);
        Chatter[] all = new Chatter[actors];
        for (int number = 0; number < actors; number++) all[number] = Keep<Chatter, Chat>(new Chatter(number, all, pings, finish));
        foreach (Chatter chatter in all) chatter.Tell(new Chat(IsPing: false, Chatter.Nobody));
        return finish.Total;
    }

    private readonly record struct Chat(bool IsPing, int Sender);

    private sealed class Chatter(int id, Chatter[] all, int pings, Finish finish) : Looped<Chat>
    {
        public const int Nobody = -1;

        private SavinaRandom _random = new(SavinaRandom.DefaultSeed + id);
        private int _sent;
        private int _expected = Nobody;

        protected override void Handle(Chat message)
        {
            if (message.IsPing)
            {
                all[message.Sender].Tell(new Chat(IsPing: false, id));
                return;
            }

            if (message.Sender != _expected) finish.Fail($"{id} was answered by {message.Sender} instead of {_expected}.");
            if (_sent == pings)
            {
                finish.Add(_sent);
                return;
            }

            _sent++;
            _expected = _random.Next(all.Length);
            all[_expected].Tell(new Chat(IsPing: true, id));
        }
    }
}
