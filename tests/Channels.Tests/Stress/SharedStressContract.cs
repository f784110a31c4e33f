using System.Diagnostics;
using System.Threading.Channels;
using Xunit.Abstractions;

namespace Channels.Tests.Stress;

/// <summary>Under load and a storm of cancellations, four consumers get every value of four producers exactly once, and each consumer those of one producer in order.</summary>
public abstract class SharedStressContract<T>(ITestOutputHelper output)
{
    private const int Producers = 4;
    private const int Consumers = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    protected abstract T Of(int producer, int number);

    protected abstract (int Producer, int Number) NumberOf(T item);

    [Theory]
    [InlineData(null, 400_000)]
    [InlineData(16, 200_000)]
    [InlineData(1, 60_000)]
    [InlineData(0, 60_000)]
    public async Task Every_value_is_read_by_exactly_one(int? capacity, int messages)
    {
        int seed = Random.Shared.Next();
        var (sender, receiver) = Create(capacity);
        using CancelStorm storm = new();
        Stopwatch clock = Stopwatch.StartNew();
        int each = messages / Producers;
        // How often each value of each producer was read.
        int[][] reads = [.. Enumerable.Range(0, Producers).Select(_ => new int[each])];

        Sender<T>[] senders = [sender, .. Enumerable.Range(1, Producers - 1).Select(_ => sender.Clone())];
        SharedReceiver<T>[] receivers = [receiver, .. Enumerable.Range(1, Consumers - 1).Select(_ => receiver.Clone())];
        Task<int>[] writes = [.. senders.Select((own, id) => Task.Run(() => WriteAllAsync(own, id, each, storm)))];
        Task<int>[] consumers = [.. receivers.Select((own, id) => Task.Run(() => ReadAllAsync(own, reads, storm, new Random(seed + id))))];
        int cancelledReads = (await Task.WhenAll(consumers).WaitAsync(Patience)).Sum();
        int cancelledWrites = (await Task.WhenAll(writes).WaitAsync(Patience)).Sum();

        output.WriteLine(
            $"seed {seed}: {each * Producers:N0} written, {storm.Cancels:N0} tokens cancelled, {cancelledReads:N0} reads and {cancelledWrites:N0} writes among them, "
            + $"{clock.ElapsedMilliseconds:N0} ms");
        Assert.All(reads, ofOne => Assert.Equal(-1, Array.FindIndex(ofOne, count => count != 1)));
        await receiver.Completion.WaitAsync(Patience);
    }

    private static (Sender<T> Sender, SharedReceiver<T> Receiver) Create(int? capacity) => capacity switch
    {
        null => Mpmc.Unbounded<T>(),
        0 => Mpmc.Rendezvous<T>(),
        { } bound => Mpmc.Bounded<T>(bound),
    };

    /// <summary>Returns how many writes were cancelled.</summary>
    private async Task<int> WriteAllAsync(Sender<T> sender, int id, int count, CancelStorm storm)
    {
        // The last one to leave ends the channel.
        using (sender)
        {
            int cancelled = 0;
            for (int number = 0; number < count;)
            {
                try
                {
                    if (!sender.TryWrite(Of(id, number))) await sender.WriteAsync(Of(id, number), storm.Token);
                    number++;
                    // Without a bound nothing else lets the readers have the thread.
                    if (number % 256 == 0) await Task.Yield();
                }
                catch (OperationCanceledException)
                {
                    // Not written: the same number again.
                    cancelled++;
                }
            }

            return cancelled;
        }
    }

    /// <summary>Returns how many reads were cancelled.</summary>
    private async Task<int> ReadAllAsync(SharedReceiver<T> receiver, int[][] reads, CancelStorm storm, Random random)
    {
        int cancelled = 0;
        int[] next = new int[Producers];
        while (true)
        {
            try
            {
                if (random.Next(2) == 0)
                {
                    Take(await receiver.ReadAsync(storm.Token));
                    continue;
                }

                if (!await receiver.WaitToReadAsync(storm.Token)) return cancelled;
                // Others may have been quicker.
                for (int burst = random.Next(16); burst >= 0 && receiver.TryRead(out T? item); burst--) Take(item);
            }
            catch (OperationCanceledException)
            {
                cancelled++;
            }
            catch (ChannelClosedException)
            {
                return cancelled;
            }
        }

        void Take(T item)
        {
            (int producer, int number) = NumberOf(item);
            if (number < next[producer]) Assert.Fail($"Producer {producer}: {number} came after {next[producer] - 1}.");
            next[producer] = number + 1;
            Interlocked.Increment(ref reads[producer][number]);
        }
    }
}
