using System.Diagnostics;
using System.Threading.Channels;
using Xunit.Abstractions;

namespace Channels.Tests.Stress;

/// <summary>Under load and a storm of cancellations nothing is lost, doubled or reordered, for one shape of value.</summary>
public abstract class StressContract<T>(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    protected abstract T Of(int producer, int number);

    protected abstract (int Producer, int Number) NumberOf(T item);

    [Theory]
    [InlineData(null, 1, 1_500_000)]
    [InlineData(null, 4, 1_500_000)]
    [InlineData(1000, 1, 1_000_000)]
    [InlineData(1000, 4, 1_000_000)]
    [InlineData(16, 4, 400_000)]
    [InlineData(1, 1, 200_000)]
    [InlineData(1, 4, 100_000)]
    public async Task Everything_that_was_written_is_read_once_and_in_order(int? capacity, int producers, int messages)
    {
        int seed = Random.Shared.Next();
        var (first, receiver) = capacity is { } bound ? Mpsc.Bounded<T>(bound) : Mpsc.Unbounded<T>();
        using CancelStorm storm = new();
        Stopwatch clock = Stopwatch.StartNew();
        int perProducer = messages / producers;

        Sender<T>[] senders = [first, .. Enumerable.Range(1, producers - 1).Select(_ => first.Clone())];
        Task<int>[] writes = [.. senders.Select((sender, id) => Task.Run(() => WriteAllAsync(sender, id, perProducer, storm, new Random(seed + id))))];
        Reading read = await Task.Run(() => ReadAllAsync(receiver, producers, storm, new Random(seed - 1))).WaitAsync(Patience);
        int[] cancelledWrites = await Task.WhenAll(writes).WaitAsync(Patience);

        output.WriteLine(
            $"seed {seed}: {perProducer * producers:N0} written, {read.Count:N0} received, {storm.Cancels:N0} tokens cancelled, "
            + $"{read.Cancelled:N0} reads and {cancelledWrites.Sum():N0} writes among them, {clock.ElapsedMilliseconds:N0} ms");
        Assert.Equal(perProducer * producers, read.Count);
        Assert.All(read.Next, next => Assert.Equal(perProducer, next));
        await receiver.Completion.WaitAsync(Patience);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(3)]
    public async Task What_was_accepted_before_an_end_in_mid_storm_is_read(int? capacity)
    {
        const int rounds = 1_500;
        const int producers = 3;
        int seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        Random random = new(seed);
        using CancelStorm storm = new();

        for (int round = 0; round < rounds; round++)
        {
            var (sender, receiver) = capacity is { } bound ? Mpsc.Bounded<T>(bound) : Mpsc.Unbounded<T>();
            int endAfter = random.Next(200);
            int[] seeds = [.. Enumerable.Range(0, producers).Select(_ => random.Next())];
            Task<int>[] writes = [.. seeds.Select((own, id) => Task.Run(() => WriteUntilClosedAsync(sender, id, storm, new Random(own))))];
            Task<Reading> reading = Task.Run(() => ReadAllAsync(receiver, producers, storm, new Random(seed + round), whenRead: count =>
            {
                if (count == endAfter + 1) receiver.Close();
            }));

            int[] accepted = await Task.WhenAll(writes).WaitAsync(Patience);
            Reading read = await reading.WaitAsync(Patience);

            Assert.Equal(accepted, read.Next);
        }
    }

    private async Task<int> WriteAllAsync(Sender<T> sender, int id, int count, CancelStorm storm, Random random)
    {
        using (sender)
        {
            int cancelled = 0;
            for (int number = 0; number < count;)
            {
                try
                {
                    if (await TryWriteAsync(sender, Of(id, number), storm, random)) number++;
                }
                catch (OperationCanceledException)
                {
                    cancelled++;
                }
            }

            return cancelled;
        }
    }

    /// <summary>Returns how many values were accepted.</summary>
    private async Task<int> WriteUntilClosedAsync(Sender<T> sender, int id, CancelStorm storm, Random random)
    {
        int number = 0;
        while (true)
        {
            try
            {
                if (await TryWriteAsync(sender, Of(id, number), storm, random)) number++;
                else if (sender.IsClosed) return number;
                // Without a bound nothing else lets the reader have the thread.
                if (number % 32 == 0) await Task.Yield();
            }
            catch (OperationCanceledException)
            {
                // Not accepted: the same number again.
            }
            catch (ChannelClosedException)
            {
                return number;
            }
        }
    }

    private static async ValueTask<bool> TryWriteAsync(Sender<T> sender, T item, CancelStorm storm, Random random)
    {
        if (sender.TryWrite(item)) return true;
        if (random.Next(4) == 0) return await sender.WaitToWriteAsync(storm.Token) && sender.TryWrite(item);
        await sender.WriteAsync(item, storm.Token);
        return true;
    }

    private async Task<Reading> ReadAllAsync(Receiver<T> receiver, int producers, CancelStorm storm, Random random, Action<int>? whenRead = null)
    {
        Reading reading = new(producers);
        while (true)
        {
            try
            {
                if (random.Next(2) == 0)
                {
                    Take(await receiver.ReadAsync(storm.Token));
                    continue;
                }

                if (!await receiver.WaitToReadAsync(storm.Token)) return reading;
                for (int burst = random.Next(64); burst >= 0 && receiver.TryRead(out T? item); burst--) Take(item);
            }
            catch (OperationCanceledException)
            {
                reading.Cancelled++;
            }
            catch (ChannelClosedException)
            {
                return reading;
            }
        }

        void Take(T item)
        {
            (int producer, int number) = NumberOf(item);
            // Lost, doubled and out of order all show here.
            if (reading.Next[producer] != number)
                Assert.Fail($"Producer {producer}: {reading.Next[producer]} should come next, but {number} came, after {reading.Count} messages.");
            reading.Next[producer]++;
            reading.Count++;
            whenRead?.Invoke(reading.Count);
        }
    }

    private sealed class Reading(int producers)
    {
        public int[] Next { get; } = new int[producers];

        public int Count { get; set; }

        public int Cancelled { get; set; }
    }
}
