using Channels.Tests.Stress;

namespace Channels.Tests.Allocation;

/// <summary>A channel that keeps up allocates nothing, whether its sides wait or not.</summary>
[Collection(nameof(Alone))]
public class SteadyStateTests
{
    private const int Rounds = 5_000;

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(100)]
    public void A_write_and_a_read_allocate_nothing(int? capacity)
    {
        var (sender, receiver) = Create(capacity);

        AssertNothingIsAllocatedHere(() =>
        {
            sender.TryWrite("value");
            receiver.TryRead(out _);
        });
    }

    [Theory]
    [InlineData(null)]
    [InlineData(100)]
    public void A_burst_allocates_nothing_once_the_ring_has_grown(int? capacity)
    {
        var (sender, receiver) = Create(capacity);

        AssertNothingIsAllocatedHere(() =>
        {
            for (int i = 0; i < 100; i++) Assert.True(sender.TryWrite("value"));
            for (int i = 0; i < 100; i++) Assert.True(receiver.TryRead(out _));
        });
    }

    [Fact]
    public void A_reader_that_stays_behind_by_several_rings_goes_round_through_the_same()
    {
        const int Messages = 200_000;
        var (sender, receiver) = Create(null);
        for (int i = 0; i < 20_000; i++) sender.TryWrite("value");
        for (int i = 0; i < 40_000; i++) WriteAndRead();
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < Messages; i++) WriteAndRead();

        // Without that it would be 16 bytes a message. The collector may have come in between, and taken what was spare.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * Messages);

        void WriteAndRead()
        {
            Assert.True(sender.TryWrite("value"));
            Assert.True(receiver.TryRead(out _));
        }
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(null, true)]
    [InlineData(4, false)]
    [InlineData(4, true)]
    public async Task A_waiting_read_allocates_nothing_with_and_without_a_token(int? capacity, bool isCancellable)
    {
        var (sender, receiver) = Create(capacity);
        using CancellationTokenSource cts = new();
        CancellationToken token = isCancellable ? cts.Token : default;

        await AssertNothingIsAllocatedAsync(async rounds =>
        {
            for (int i = 0; i < rounds; i++)
            {
                ValueTask<string> read = receiver.ReadAsync(token);
                sender.TryWrite("value");
                await read;

                ValueTask<bool> wait = receiver.WaitToReadAsync(token);
                sender.TryWrite("value");
                await wait;
                receiver.TryRead(out _);
            }
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_read_and_a_write_that_wait_for_each_other_allocate_nothing(bool isCancellable)
    {
        var (ping, pinged) = Create(1);
        var (pong, ponged) = Create(1);
        using CancellationTokenSource cts = new();
        CancellationToken token = isCancellable ? cts.Token : default;
        Task answering = Task.Run(async () =>
        {
            while (await pinged.WaitToReadAsync(token))
                await pong.WriteAsync(await pinged.ReadAsync(token), token);
        });

        await AssertNothingIsAllocatedAsync(async rounds =>
        {
            for (int i = 0; i < rounds; i++)
            {
                await ping.WriteAsync("value", token);
                await ponged.ReadAsync(token);
            }
        });

        ping.Complete();
        await answering;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_waiting_write_allocates_nothing_with_and_without_a_token(bool isCancellable)
    {
        var (sender, receiver) = Create(1);
        using CancellationTokenSource cts = new();
        CancellationToken token = isCancellable ? cts.Token : default;
        sender.TryWrite("value");

        await AssertNothingIsAllocatedAsync(async rounds =>
        {
            for (int i = 0; i < rounds; i++)
            {
                ValueTask write = sender.WriteAsync("value", token);
                receiver.TryRead(out _);
                await write;

                ValueTask<bool> wait = sender.WaitToWriteAsync(token);
                receiver.TryRead(out _);
                await wait;
                sender.TryWrite("value");
            }
        });
    }

    [Fact]
    public async Task Four_writes_that_wait_at_once_allocate_nothing()
    {
        var (sender, receiver) = Create(1);
        sender.TryWrite("value");

        await AssertNothingIsAllocatedAsync(async rounds =>
        {
            for (int i = 0; i < rounds; i++)
            {
                ValueTask first = sender.WriteAsync("1");
                ValueTask second = sender.WriteAsync("2");
                ValueTask third = sender.WriteAsync("3");
                ValueTask fourth = sender.WriteAsync("4");
                for (int j = 0; j < 4; j++) receiver.TryRead(out _);
                await first;
                await second;
                await third;
                await fourth;
            }
        });
    }

    [Fact]
    public void Asking_again_for_Completion_allocates_nothing()
    {
        var (_, receiver) = Create(null);
        _ = receiver.Completion;

        AssertNothingIsAllocatedHere(() => _ = receiver.Completion);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_permit_that_is_waited_for_allocates_nothing(bool isCancellable)
    {
        var (sender, receiver) = Create(1);
        using CancellationTokenSource cts = new();
        CancellationToken token = isCancellable ? cts.Token : default;
        sender.TryWrite("value");

        await AssertNothingIsAllocatedAsync(async rounds =>
        {
            for (int i = 0; i < rounds; i++)
            {
                ValueTask<Permit<string>> reserve = sender.ReserveAsync(1, token);
                receiver.TryRead(out _);
                Permit<string> permit = await reserve;
                permit.Write("value");
            }
        });
    }

    protected virtual (Sender<string> Sender, Receiver<string> Receiver) Create(int? capacity) =>
        capacity is { } bound ? Mpsc.Bounded<string>(bound) : Mpsc.Unbounded<string>();

    private static void AssertNothingIsAllocatedHere(Action round)
    {
        for (int i = 0; i < 100; i++) round();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Rounds; i++) round();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>Counts what the whole process allocates; the least of a few tries, for the compiler and the pool allocate too, now and then.</summary>
    private static async Task AssertNothingIsAllocatedAsync(Func<int, Task> run)
    {
        // On the pool, not in the test framework's context, whose every post allocates.
        long least = await Task.Run(async () =>
        {
            await run(Rounds);
            long least = long.MaxValue;
            for (int attempt = 0; attempt < 10; attempt++)
            {
                long before = GC.GetTotalAllocatedBytes(precise: true);
                await run(Rounds);
                least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
            }

            return least;
        });

        // The run itself, a state machine and its task, and not a byte per round.
        Assert.InRange(least, 0, 1000);
    }
}
