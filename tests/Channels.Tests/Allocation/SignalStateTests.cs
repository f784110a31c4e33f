using Channels.Tests.Stress;

namespace Channels.Tests.Allocation;

/// <summary>What is no queue allocates nothing either, once it was waited for: with a token and without.</summary>
[Collection(nameof(Alone))]
public sealed class SignalStateTests
{
    private const int Rounds = 5_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Waiting_for_a_watch_allocates_nothing(bool isCancellable)
    {
        var (sender, receiver) = Watch.Create("first");
        Func<string, bool> isValue = static value => value == "value";
        return AssertNothingIsAllocatedAsync(isCancellable, async token =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                ValueTask<string> read = receiver.ReadAsync(token);
                sender.TryWrite("value");
                await read;

                ValueTask<bool> wait = receiver.WaitToReadAsync(token);
                sender.Replace("other");
                await wait;

                ValueTask<string> found = receiver.WaitForAsync(isValue, token);
                sender.TryWrite("value");
                await found;
            }
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Waiting_for_a_notification_allocates_nothing(bool isCancellable)
    {
        Notify notify = new();
        return AssertNothingIsAllocatedAsync(isCancellable, async token =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                ValueTask first = notify.WaitAsync(token);
                ValueTask second = notify.WaitAsync(token);
                notify.NotifyOne();
                notify.NotifyAll();
                await first;
                await second;
            }
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Waiting_for_permits_allocates_nothing(bool isCancellable)
    {
        FairSemaphore semaphore = new(2);
        return AssertNothingIsAllocatedAsync(isCancellable, async token =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                SemaphorePermit held = await semaphore.AcquireAsync(2, token);
                ValueTask<SemaphorePermit> first = semaphore.AcquireAsync(1, token);
                ValueTask<SemaphorePermit> second = semaphore.AcquireAsync(2, token);
                held.Dispose();
                (await first).Dispose();
                (await second).Dispose();
            }
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Meeting_at_a_barrier_allocates_nothing(bool isCancellable)
    {
        AsyncBarrier barrier = new(3);
        return AssertNothingIsAllocatedAsync(isCancellable, async token =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                ValueTask<BarrierWaitResult> first = barrier.WaitAsync(token);
                ValueTask<BarrierWaitResult> second = barrier.WaitAsync(token);
                await barrier.WaitAsync(token);
                await first;
                await second;
            }
        });
    }

    /// <summary>Counts what the whole process allocates; the least of a few tries, for the compiler and the pool allocate too, now and then.</summary>
    private static async Task AssertNothingIsAllocatedAsync(bool isCancellable, Func<CancellationToken, Task> rounds)
    {
        using CancellationTokenSource cts = new();
        CancellationToken token = isCancellable ? cts.Token : default;

        // On the pool, not in the test framework's context, whose every post allocates.
        long least = await Task.Run(async () =>
        {
            await rounds(token);
            long least = long.MaxValue;
            for (int attempt = 0; attempt < 10; attempt++)
            {
                long before = GC.GetTotalAllocatedBytes(precise: true);
                await rounds(token);
                least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
            }

            return least;
        });

        // The run itself, a state machine and its task, and not a byte per round.
        Assert.InRange(least, 0, 1000);
    }
}
