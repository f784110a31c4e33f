using Benchmarks.Work;
using Proto;

namespace Benchmarks.Contestants.ProtoActor;

internal sealed partial class ProtoActor
{
    public override Task<long> DictionaryAsync(int workers, int requests)
    {
        Finish finish = new(workers);
        PID dictionary = Spawn(() => new Dictionary());
        for (int number = 0; number < workers; number++)
        {
            int seed = SavinaRandom.DefaultSeed + number;
            Tell(Spawn(() => new Worker(dictionary, seed, requests, finish)), Shared);
        }

        return finish.Total;
    }

    private sealed record Read(PID Sender, int Key);

    private sealed record Write(PID Sender, int Key, int Value);

    private sealed record Entry(int Key, int Value);

    private sealed class Dictionary : IActor
    {
        private readonly Dictionary<int, int> _entries = Lookup.Dictionary;

        public Task ReceiveAsync(IContext context)
        {
            switch (context.Message)
            {
                case Read read:
                    context.Send(read.Sender, new Entry(read.Key, _entries[read.Key]));
                    break;
                case Write write:
                    _entries[write.Key] = write.Value;
                    context.Send(write.Sender, new Entry(write.Key, write.Value));
                    break;
            }

            return Task.CompletedTask;
        }
    }

    private sealed class Worker(PID dictionary, int seed, int requests, Finish finish) : IActor
    {
        private SavinaRandom _random = new(seed);
        private int _asked;

        public Task ReceiveAsync(IContext context)
        {
            if (context.Message is Entry entry)
            {
                if (entry.Key != entry.Value) finish.Fail($"{entry.Key} was said to hold {entry.Value}.");
                AskNext(context);
            }
            else if (context.Message == Shared)
            {
                AskNext(context);
            }

            return Task.CompletedTask;
        }

        private void AskNext(IContext context)
        {
            if (_asked++ == requests)
            {
                finish.Add(requests);
                return;
            }

            bool isWrite = Lookup.IsWrite(ref _random);
            int key = Lookup.Key(ref _random);
            context.Send(dictionary, isWrite ? new Write(context.Self, key, key) : new Read(context.Self, key));
        }
    }
}
