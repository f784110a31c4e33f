using System.Diagnostics;
using System.Threading.Channels;
using Channels;

namespace Stress;

/// <summary>The kinds with several readers: four producers number their messages, four consumers tick each off a common list, and what waits is cancelled all the time.</summary>
internal static class MpmcStress
{
    private const int Producers = 4;
    private const int Consumers = 4;

    private static readonly (string Name, Func<(Sender<Numbered>, SharedReceiver<Numbered>)> Create)[] Kinds =
    [
        ("Mpmc.Unbounded", Mpmc.Unbounded<Numbered>),
        ("Mpmc.Bounded(16)", () => Mpmc.Bounded<Numbered>(16)),
        ("Mpmc.Bounded(1)", () => Mpmc.Bounded<Numbered>(1)),
        ("Mpmc.Rendezvous", Mpmc.Rendezvous<Numbered>),
    ];

    // Of the messages each kind gets a quarter.
    public static async Task<(long Wrong, long Cancels)> RunAsync(long messages, int seed)
    {
        long wrong = 0;
        long cancels = 0;
        foreach (var (name, create) in Kinds)
        {
            var (sender, receiver) = create();
            long began = Stopwatch.GetTimestamp();
            Tally tally = await new Run(sender, receiver, Math.Max(1, messages / Kinds.Length / Producers), seed).RunAsync();
            Console.WriteLine(tally.ToRow(name, Stopwatch.GetElapsedTime(began)));
            wrong += tally.Wrong;
            cancels += tally.Cancels;
        }

        return (wrong, cancels);
    }

    // Each is how many messages each producer writes.
    private sealed class Run(Sender<Numbered> sender, SharedReceiver<Numbered> receiver, long each, int seed)
    {
        // A bit for each message of each producer, set by whoever read it.
        private readonly long[][] _isRead = [.. Enumerable.Range(0, Producers).Select(_ => new long[(each / 64) + 1])];
        private long _received;
        private long _duplicated;
        private long _reordered;
        private long _cancelledReads;
        private long _cancelledWrites;

        public async Task<Tally> RunAsync()
        {
            using Storm readStorm = new(seed);
            using Storm writeStorm = new(seed + 1);
            Task reading = Task.WhenAll(Enumerable.Range(1, Consumers - 1).Select(_ => receiver.Clone()).Append(receiver).ToArray()
                .Select((own, id) => Task.Run(() => ReadAsync(own, readStorm, new Random(seed + id)))));
            await Task.WhenAll(Enumerable.Range(1, Producers - 1).Select(_ => sender.Clone()).Append(sender).ToArray()
                .Select((own, id) => Task.Run(() => WriteAsync(own, id, writeStorm))));
            await reading;
            await receiver.Completion;
            return new Tally(Producers * each, (Producers * each) - _received + _duplicated, _duplicated, _reordered, _cancelledReads, _cancelledWrites);
        }

        private async Task WriteAsync(Sender<Numbered> own, int id, Storm storm)
        {
            // The last one to leave ends the channel.
            using (own)
            {
                for (long number = 0; number < each;)
                {
                    try
                    {
                        Numbered next = Numbered.Of(id, number);
                        if (!own.TryWrite(next)) await own.WriteAsync(next, storm.Token);
                        number++;
                    }
                    catch (OperationCanceledException)
                    {
                        Interlocked.Increment(ref _cancelledWrites);
                    }

                    // An unbounded channel would take everything at once: then nobody ever waits for a message.
                    if (number % 256 == 0 && receiver.Count > 10_000) await Task.Yield();
                }
            }
        }

        private async Task ReadAsync(SharedReceiver<Numbered> own, Storm storm, Random random)
        {
            long[] last = [.. Enumerable.Repeat(-1L, Producers)];
            while (true)
            {
                try
                {
                    if (random.Next(4) > 0)
                    {
                        Take(await own.ReadAsync(storm.Token), last);
                        continue;
                    }

                    if (!await own.WaitToReadAsync(storm.Token)) return;
                    // Another may have been quicker.
                    if (own.TryRead(out Numbered item)) Take(item, last);
                }
                catch (OperationCanceledException)
                {
                    Interlocked.Increment(ref _cancelledReads);
                }
                catch (ChannelClosedException)
                {
                    return;
                }
            }
        }

        private void Take(Numbered item, long[] last)
        {
            if (!item.IsWhole) throw new InvalidOperationException($"A torn message: {item}.");
            Interlocked.Increment(ref _received);
            long bit = 1L << (int)(item.Number % 64);
            if ((Interlocked.Or(ref _isRead[item.Producer][item.Number / 64], bit) & bit) != 0) Interlocked.Increment(ref _duplicated);
            // Of one producer, a consumer gets not every message, but those it gets in order.
            else if (item.Number < last[item.Producer]) Interlocked.Increment(ref _reordered);
            last[item.Producer] = item.Number;
        }
    }
}
