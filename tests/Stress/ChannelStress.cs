using System.Diagnostics;
using System.Threading.Channels;
using Channels;

namespace Stress;

/// <summary>Every kind of channel, ours and the BCL's: numbered messages from four producers to readers whose waits are cancelled all the time. Here those with one reader.</summary>
internal static class ChannelStress
{
    private const int Producers = 4;

    private static readonly (string Name, bool IsOurs, Func<(ChannelWriter<Numbered>, ChannelReader<Numbered>)> Create)[] Kinds =
    [
        ("Mpsc.Unbounded", true, () => Ours(Mpsc.Unbounded<Numbered>())),
        ("Mpsc.Bounded(16)", true, () => Ours(Mpsc.Bounded<Numbered>(16))),
        ("Mpsc.Bounded(1)", true, () => Ours(Mpsc.Bounded<Numbered>(1))),
        ("System.Threading.Channels unbounded", false, () => Bcl(Channel.CreateUnbounded<Numbered>())),
        ("System.Threading.Channels unbounded, SingleReader", false, () => Bcl(Channel.CreateUnbounded<Numbered>(new UnboundedChannelOptions { SingleReader = true }))),
        ("System.Threading.Channels bounded(16)", false, () => Bcl(Channel.CreateBounded<Numbered>(16))),
    ];

    public static async Task<int> RunAsync(long messages)
    {
        // Ours share the messages asked for, half of them those with one reader and half those with several; each of the
        // others gets a tenth of them, to show what it does.
        long each = Math.Max(Producers, messages / 2 / Kinds.Count(kind => kind.IsOurs));
        int seed = Environment.TickCount;
        Console.WriteLine($"{messages:N0} messages, {Producers} producers, seed {seed}, {Environment.ProcessorCount} cores, .NET {Environment.Version}\n");
        Console.WriteLine("| channel | written | lost | duplicated | reordered | cancelled reads | cancelled writes | seconds |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|");
        long wrong = 0;
        long cancels = 0;
        foreach (var (name, isOurs, create) in Kinds)
        {
            var (writer, reader) = create();
            long began = Stopwatch.GetTimestamp();
            Tally tally = await new Run(writer, reader, isOurs ? each : Math.Max(Producers, messages / 10), seed).RunAsync();
            Console.WriteLine(tally.ToRow(name, Stopwatch.GetElapsedTime(began)));
            if (!isOurs) continue;
            wrong += tally.Wrong;
            cancels += tally.Cancels;
        }

        (long wrongShared, long cancelsShared) = await MpmcStress.RunAsync(messages / 2, seed);
        wrong += wrongShared;
        cancels += cancelsShared;
        wrong += await BroadcastStress.RunAsync(messages / 30, seed);
        wrong += await WatchStress.RunAsync(messages / 30, seed);
        Console.WriteLine($"\nOurs: {wrong:N0} lost, duplicated or reordered, with {cancels:N0} cancels.");
        return wrong == 0 ? 0 : 1;
    }

    private static (ChannelWriter<Numbered>, ChannelReader<Numbered>) Ours((Sender<Numbered> Sender, Receiver<Numbered> Receiver) ends) => (ends.Sender, ends.Receiver);

    private static (ChannelWriter<Numbered>, ChannelReader<Numbered>) Bcl(Channel<Numbered> channel) => (channel.Writer, channel.Reader);

    private sealed class Run(ChannelWriter<Numbered> writer, ChannelReader<Numbered> reader, long messages, int seed)
    {
        private long _cancelledWrites;

        public async Task<Tally> RunAsync()
        {
            using Storm readStorm = new(seed);
            using Storm writeStorm = new(seed + 1);
            Task<(long, long, long, long)> reading = Task.Run(() => ReadAsync(readStorm));
            long[] written = await Task.WhenAll(Enumerable.Range(0, Producers).Select(producer => Task.Run(() => WriteAsync(producer, writeStorm))));
            writer.Complete();
            var (received, duplicated, reordered, cancelledReads) = await reading;
            return new Tally(written.Sum(), written.Sum() - received + duplicated, duplicated, reordered, cancelledReads, _cancelledWrites);
        }

        private async Task<long> WriteAsync(int producer, Storm storm)
        {
            long number = 0;
            while (number < messages / Producers)
            {
                Numbered next = Numbered.Of(producer, number + 1);
                if (writer.TryWrite(next))
                {
                    number++;
                }
                else
                {
                    try
                    {
                        await writer.WriteAsync(next, storm.Token);
                        number++;
                    }
                    catch (OperationCanceledException)
                    {
                        Interlocked.Increment(ref _cancelledWrites);
                    }
                }

                // An unbounded channel would take everything at once: then nobody ever waits for a message.
                if (reader.CanCount && number % 256 == 0 && reader.Count > 10_000) await Task.Yield();
            }

            return number;
        }

        private async Task<(long Received, long Duplicated, long Reordered, long Cancelled)> ReadAsync(Storm storm)
        {
            long[] last = new long[Producers];
            long received = 0, duplicated = 0, reordered = 0, cancelled = 0;
            while (true)
            {
                Numbered item;
                try
                {
                    item = await reader.ReadAsync(storm.Token);
                }
                catch (OperationCanceledException)
                {
                    cancelled++;
                    continue;
                }
                catch (ChannelClosedException)
                {
                    return (received, duplicated, reordered, cancelled);
                }

                received++;
                if (!item.IsWhole) throw new InvalidOperationException($"A torn message: {item}.");
                if (item.Number == last[item.Producer]) duplicated++;
                else if (item.Number < last[item.Producer]) reordered++;
                else last[item.Producer] = item.Number;
            }
        }
    }
}
