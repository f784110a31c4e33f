using Actors;
using Benchmarks.Work;

namespace Benchmarks.Contestants.Ours;

internal sealed partial class Ours
{
    public override Task<long> DictionaryAsync(int workers, int requests)
    {
        Finish finish = new(workers);
        IActorRef<Dictionary> dictionary = Spawn(() => new Dictionary());
        for (int number = 0; number < workers; number++)
        {
            int seed = SavinaRandom.DefaultSeed + number;
            Spawn(() => new Worker(dictionary, seed, requests, finish)).Tell(Shared);
        }

        return finish.Total;
    }

    private readonly record struct Read(IActorRef<Worker> Sender, int Key);

    private readonly record struct Write(IActorRef<Worker> Sender, int Key, int Value);

    private readonly record struct Entry(int Key, int Value);

    private sealed class Dictionary : Actor, IHandle<Read>, IHandle<Write>
    {
        private readonly Dictionary<int, int> _entries = Lookup.Dictionary;

        public ValueTask HandleAsync(Read message, CancellationToken cancellationToken)
        {
            message.Sender.Tell(new Entry(message.Key, _entries[message.Key]));
            return default;
        }

        public ValueTask HandleAsync(Write message, CancellationToken cancellationToken)
        {
            _entries[message.Key] = message.Value;
            message.Sender.Tell(new Entry(message.Key, message.Value));
            return default;
        }
    }

    private sealed class Worker(IActorRef<Dictionary> dictionary, int seed, int requests, Finish finish) : Actor, IHandle<Tick>, IHandle<Entry>
    {
        private SavinaRandom _random = new(seed);
        private int _asked;

        public ValueTask HandleAsync(Tick message, CancellationToken cancellationToken) => AskNext();

        public ValueTask HandleAsync(Entry message, CancellationToken cancellationToken)
        {
            if (message.Key != message.Value) finish.Fail($"{message.Key} was said to hold {message.Value}.");
            return AskNext();
        }

        private ValueTask AskNext()
        {
            if (_asked++ == requests)
            {
                finish.Add(requests);
                return default;
            }

            bool isWrite = Lookup.IsWrite(ref _random);
            int key = Lookup.Key(ref _random);
            if (isWrite) dictionary.Tell(new Write(this.Self(), key, key));
            else dictionary.Tell(new Read(this.Self(), key));
            return default;
        }
    }
}
