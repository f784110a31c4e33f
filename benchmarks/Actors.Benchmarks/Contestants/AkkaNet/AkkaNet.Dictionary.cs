using Akka.Actor;
using Benchmarks.Work;

namespace Benchmarks.Contestants.AkkaNet;

internal sealed partial class AkkaNet
{
    public override Task<long> DictionaryAsync(int workers, int requests)
    {
        Finish finish = new(workers);
        IActorRef dictionary = Spawn(() => new Dictionary());
        for (int number = 0; number < workers; number++)
        {
            int seed = SavinaRandom.DefaultSeed + number;
            Spawn(() => new Worker(dictionary, seed, requests, finish)).Tell(Shared, ActorRefs.NoSender);
        }

        return finish.Total;
    }

    private sealed record Read(int Key);

    private sealed record Write(int Key, int Value);

    private sealed record Entry(int Key, int Value);

    private sealed class Dictionary : UntypedActor
    {
        private readonly Dictionary<int, int> _entries = Lookup.Dictionary;

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case Read read:
                    Sender.Tell(new Entry(read.Key, _entries[read.Key]), Self);
                    break;
                case Write write:
                    _entries[write.Key] = write.Value;
                    Sender.Tell(new Entry(write.Key, write.Value), Self);
                    break;
            }
        }
    }

    private sealed class Worker(IActorRef dictionary, int seed, int requests, Finish finish) : UntypedActor
    {
        private SavinaRandom _random = new(seed);
        private int _asked;

        protected override void OnReceive(object message)
        {
            if (message is Entry entry && entry.Key != entry.Value) finish.Fail($"{entry.Key} was said to hold {entry.Value}.");
            if (_asked++ == requests)
            {
                finish.Add(requests);
                return;
            }

            bool isWrite = Lookup.IsWrite(ref _random);
            int key = Lookup.Key(ref _random);
            dictionary.Tell(isWrite ? new Write(key, key) : new Read(key), Self);
        }
    }
}
