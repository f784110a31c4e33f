using System.Diagnostics;
using System.Threading.Channels;
using Channels;

namespace Stress;

/// <summary>Every kind of channel, ours and the BCL's, through the same harness: numbered messages from four producers to one reader whose waits are cancelled all the time.</summary>
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
        // Ours share the messages asked for; each of the others gets a tenth of them, to show what it does.
        long each = Math.Max(Producers, messages / Kinds.Count(kind => kind.IsOurs));
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
            Console.WriteLine(
                $"| {name} | {tally.Written:N0} | {tally.Lost:N0} | {tally.Duplicated:N0} | {tally.Reordered:N0} | {tally.CancelledReads:N0} | {tally.CancelledWrites:N0} | {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} |");
            if (!isOurs) continue;
            wrong += tally.Lost + tally.Duplicated + tally.Reordered;
            cancels += tally.CancelledReads + tally.CancelledWrites;
        }

        wrong += await BroadcastStress.RunAsync(each / 10, seed);
        Console.WriteLine($"\nOurs: {wrong:N0} lost, duplicated or reordered, with {cancels:N0} cancels.");
        return wrong == 0 ? 0 : 1;
    }

    private static (ChannelWriter<Numbered>, ChannelReader<Numbered>) Ours((Sender<Numbered> Sender, Receiver<Numbered> Receiver) ends) => (ends.Sender, ends.Receiver);

    private static (ChannelWriter<Numbered>, ChannelReader<Numbered>) Bcl(Channel<Numbered> channel) => (channel.Writer, channel.Reader);

    /// <summary>A message that shows if it was torn.</summary>
    private readonly record struct Numbered(int Producer, long Number, long Check)
    {
        public bool IsWhole => Check == (Number ^ Producer ^ 0x5DEECE66D);

        public static Numbered Of(int producer, long number) => new(producer, number, number ^ producer ^ 0x5DEECE66D);
    }

    private sealed record Tally(long Written, long Lost, long Duplicated, long Reordered, long CancelledReads, long CancelledWrites);

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
