using Channels.Tests.Stress;

namespace Channels.Tests.Allocation;

/// <summary>A broadcast allocates nothing per value, however many receivers it has, whether its sides wait or not.</summary>
[Collection(nameof(Alone))]
public sealed class BroadcastSteadyStateTests
{
    private const int Rounds = 5_000;

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void Writes_and_reads_allocate_nothing(int capacity)
    {
        var (sender, one) = Broadcast.Lossless<string>(capacity);
        using BroadcastReceiver<string> two = one.Clone();

        AssertNothingIsAllocatedHere(() =>
        {
            for (int i = 0; i < capacity; i++) Assert.True(sender.TryWrite("value"));
            for (int i = 0; i < capacity; i++) Assert.True(one.TryRead(out _));
            for (int i = 0; i < capacity; i++) Assert.True(two.TryRead(out _));
        });
    }

    [Fact]
    public void Overwriting_and_being_told_of_it_allocates_nothing()
    {
        var (sender, receiver) = Broadcast.Lagging<string>(4);

        AssertNothingIsAllocatedHere(() =>
        {
            for (int i = 0; i < 10; i++) sender.TryWrite("value");
            while (receiver.TryRead(out _))
            {
            }
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reads_that_wait_allocate_nothing_with_and_without_a_token(bool isCancellable)
    {
        var (sender, one) = Broadcast.Lossless<string>(4);
        var (lagging, three) = Broadcast.Lagging<string>(4);
        using BroadcastReceiver<string> two = one.Clone();
        using CancellationTokenSource cts = new();
        CancellationToken token = isCancellable ? cts.Token : default;

        await AssertNothingIsAllocatedAsync(async rounds =>
        {
            for (int i = 0; i < rounds; i++)
            {
                ValueTask<string> read = one.ReadAsync(token);
                ValueTask<bool> wait = two.WaitToReadAsync(token);
                ValueTask<Lagging<string>> last = three.ReadAsync(token);
                sender.TryWrite("value");
                lagging.TryWrite("value");
                await read;
                await wait;
                await last;
                two.TryRead(out _);
            }
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Writes_that_wait_for_the_slowest_allocate_nothing_with_and_without_a_token(bool isCancellable)
    {
        var (sender, one) = Broadcast.Lossless<string>(1);
        using BroadcastReceiver<string> two = one.Clone();
        using CancellationTokenSource cts = new();
        CancellationToken token = isCancellable ? cts.Token : default;
        sender.TryWrite("value");

        await AssertNothingIsAllocatedAsync(async rounds =>
        {
            for (int i = 0; i < rounds; i++)
            {
                ValueTask first = sender.WriteAsync("1", token);
                ValueTask second = sender.WriteAsync("2", token);
                one.TryRead(out _);
                two.TryRead(out _);
                one.TryRead(out _);
                two.TryRead(out _);
                await first;
                await second;
                ValueTask<bool> room = sender.WaitToWriteAsync(token);
                one.TryRead(out _);
                two.TryRead(out _);
                await room;
                Assert.True(sender.TryWrite("value"));
            }
        });
    }

    [Fact]
    public void An_idle_broadcast_weighs_at_most_500_bytes()
    {
        Assert.InRange(Weigh(static () => Broadcast.Lossless<object>(1000)), 1, 500);
        Assert.InRange(Weigh(static () => Broadcast.Lagging<object>(1000)), 1, 500);
    }

    private static long Weigh<THandles>(Func<THandles> create)
    {
        GC.KeepAlive(create());
        long before = GC.GetAllocatedBytesForCurrentThread();
        THandles handles = create();
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        GC.KeepAlive(handles);
        return bytes;
    }

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
