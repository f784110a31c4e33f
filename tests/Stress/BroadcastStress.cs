using System.Threading.Channels;
using Channels;

namespace Stress;

/// <summary>Both kinds of broadcast: four producers number their values, receivers come and go, and each accounts for every value while waits are cancelled all the time.</summary>
internal static class BroadcastStress
{
    private const int Producers = 4;
    private const int Receivers = 3;

    public static async Task<long> RunAsync(long messages, int seed)
    {
        Console.WriteLine("\n| broadcast | written | received by all | missed | lost or reordered | cancelled waits | seconds |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|");
        return await LosslessAsync(messages, capacity: 1, seed) + await LosslessAsync(messages, capacity: 64, seed) + await LaggingAsync(messages, capacity: 16, seed);
    }

    private static async Task<long> LosslessAsync(long messages, int capacity, int seed)
    {
        var (sender, origin) = Broadcast.Lossless<long>(capacity);
        using Storm storm = new(seed);
        Account account = new();
        Task<long>[] readers =
        [
            .. Enumerable.Range(1, Receivers - 1).Select(_ => origin.Clone()).Append(origin)
                .Select(receiver => Task.Run(() => FollowAsync(receiver, static (value, next) => Check(value, next), storm, account))),
        ];
        Task guests = Task.Run(() => ComeAndGoAsync(sender.Clone(), seed));
        await WriteAsync(sender, messages, storm, account);
        return await ReportAsync($"Lossless({capacity})", messages, readers, guests, account);
    }

    private static async Task<long> LaggingAsync(long messages, int capacity, int seed)
    {
        var (sender, origin) = Broadcast.Lagging<long>(capacity);
        using Storm storm = new(seed);
        Account account = new();
        long missedByAll = 0;
        Task<long>[] readers =
        [
            .. Enumerable.Range(1, Receivers - 1).Select(_ => origin.Clone()).Append(origin).Select(receiver => Task.Run(async () =>
            {
                // Between gaps each producer's numbers only grow, and all that came and all that did not are all there was.
                long missed = 0;
                long received = 0;
                long wrong = await FollowAsync(
                    receiver,
                    (read, next) =>
                    {
                        if (!read.HasValue)
                        {
                            missed += read.Missed;
                            return 0;
                        }

                        received++;
                        return CheckGrowing(read.Value, next);
                    },
                    storm,
                    account);
                Interlocked.Add(ref missedByAll, missed);
                return wrong + Math.Abs(messages / Producers * Producers - received - missed);
            })),
        ];
        await WriteAsync(sender, messages, storm, account);
        account.Missed = () => Interlocked.Read(ref missedByAll);
        return await ReportAsync($"Lagging({capacity})", messages, readers, Task.CompletedTask, account);
    }

    private static async Task<long> ReportAsync(string name, long messages, Task<long>[] readers, Task guests, Account account)
    {
        await guests;
        long wrong = (await Task.WhenAll(readers)).Sum();
        long written = messages / Producers * Producers;
        if (account.Missed is null) wrong += Math.Abs(written * Receivers - account.Received);
        Console.WriteLine(
            $"| {name} | {written:N0} | {account.Received:N0} | {account.Missed?.Invoke() ?? 0:N0} | {wrong:N0} | {account.Cancelled:N0} | {account.Seconds:F1} |");
        return wrong;
    }

    private static async Task WriteAsync(Sender<long> sender, long messages, Storm storm, Account account)
    {
        await Task.WhenAll(Enumerable.Range(0, Producers).Select(producer => Task.Run(async () =>
        {
            using Sender<long> own = sender.Clone();
            for (long number = 1; number <= messages / Producers;)
            {
                try
                {
                    if (!own.TryWrite((number * Producers) + producer)) await own.WriteAsync((number * Producers) + producer, storm.Token);
                    if (number++ % 64 == 0) await Task.Yield();
                }
                catch (OperationCanceledException)
                {
                    account.CountCancelled();
                }
            }
        })));
        sender.Dispose();
    }

    /// <summary>Reads to the end, and sums up what <paramref name="check"/> found wrong with each value, given the last number of each producer.</summary>
    private static async Task<long> FollowAsync<TItem>(Receiver<TItem> receiver, Func<TItem, long[], long> check, Storm storm, Account account)
    {
        long[] last = new long[Producers];
        long wrong = 0;
        long received = 0;
        while (true)
        {
            try
            {
                TItem item = await receiver.ReadAsync(storm.Token);
                if (item is not Lagging<long> { HasValue: false }) received++;
                wrong += check(item, last);
            }
            catch (OperationCanceledException)
            {
                account.CountCancelled();
            }
            catch (ChannelClosedException)
            {
                account.CountReceived(received);
                return wrong;
            }
        }
    }

    /// <summary>Receivers that subscribe, read a little, are cloned and leave, while the others go on.</summary>
    private static async Task ComeAndGoAsync(BroadcastSender<long> sender, int seed)
    {
        Random random = new(seed);
        using (sender)
        {
            // A sender of its own would keep the channel open: for a while only.
            for (int visit = 0; visit < 2_000; visit++)
            {
                using BroadcastReceiver<long> guest = sender.Subscribe();
                using BroadcastReceiver<long> companion = guest.Clone();
                for (int reads = random.Next(4); reads > 0; reads--)
                {
                    guest.TryRead(out _);
                    if (random.Next(2) == 0) companion.TryRead(out _);
                }

                await Task.Yield();
            }
        }
    }

    private static long Check(long value, long[] last)
    {
        var (number, producer) = Math.DivRem(value, Producers);
        long wrong = number == last[producer] + 1 ? 0 : 1;
        last[producer] = number;
        return wrong;
    }

    private static long CheckGrowing(long value, long[] last)
    {
        var (number, producer) = Math.DivRem(value, Producers);
        long wrong = number > last[producer] ? 0 : 1;
        last[producer] = number;
        return wrong;
    }

    private sealed class Account
    {
        private readonly long _began = System.Diagnostics.Stopwatch.GetTimestamp();
        private long _cancelled;
        private long _received;

        public long Cancelled => Interlocked.Read(ref _cancelled);

        public long Received => Interlocked.Read(ref _received);

        public Func<long>? Missed { get; set; }

        public double Seconds => System.Diagnostics.Stopwatch.GetElapsedTime(_began).TotalSeconds;

        public void CountCancelled() => Interlocked.Increment(ref _cancelled);

        public void CountReceived(long count) => Interlocked.Add(ref _received, count);
    }
}
