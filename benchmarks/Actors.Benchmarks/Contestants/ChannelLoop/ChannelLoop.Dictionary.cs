using Benchmarks.Work;

namespace Benchmarks.Contestants.ChannelLoop;

internal sealed partial class ChannelLoop
{
    public override Task<long> DictionaryAsync(int workers, int requests)
    {
        Finish finish = new(workers);
        Dictionary dictionary = Keep<Dictionary, Request>(new Dictionary());
        for (int number = 0; number < workers; number++)
            Keep<Worker, Entry>(new Worker(dictionary, SavinaRandom.DefaultSeed + number, requests, finish)).Tell(default);
        return finish.Total;
    }

    private readonly record struct Request(Worker Sender, bool IsWrite, int Key, int Value);

    private readonly record struct Entry(int Key, int Value);

    private sealed class Dictionary : Looped<Request>
    {
        private readonly Dictionary<int, int> _entries = Lookup.Dictionary;

        protected override void Handle(Request message)
        {
            if (message.IsWrite) _entries[message.Key] = message.Value;
            message.Sender.Tell(new Entry(message.Key, _entries[message.Key]));
        }
    }

    // The first entry is made up and only starts it.
    private sealed class Worker(Dictionary dictionary, int seed, int requests, Finish finish) : Looped<Entry>
    {
        private SavinaRandom _random = new(seed);
        private int _asked;

        protected override void Handle(Entry message)
        {
            if (message.Key != message.Value) finish.Fail($"{message.Key} was said to hold {message.Value}.");
            if (_asked++ == requests)
            {
                finish.Add(requests);
                return;
            }

            bool isWrite = Lookup.IsWrite(ref _random);
            int key = Lookup.Key(ref _random);
            dictionary.Tell(new Request(this, isWrite, key, key));
        }
    }
}
