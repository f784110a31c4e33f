using Channels.Tests.Stress;

namespace Channels.Tests.Allocation;

[Collection(nameof(Alone))]
public sealed class SelectCostTests
{
    private const int Rounds = 5_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_select_that_is_used_again_allocates_nothing(bool isCancellable)
    {
        var (mpscSender, mpsc) = Mpsc.Unbounded<int>();
        var (mpmcSender, mpmc) = Mpmc.Bounded<int>(1);
        using CancellationTokenSource cts = new();
        CancellationToken token = isCancellable ? cts.Token : default;
        using Select select = new();
        SelectRead<int> first = select.Read(mpsc);
        SelectRead<int> second = select.Read(mpmc);

        async Task RunAsync(int rounds)
        {
            for (int round = 0; round < rounds; round++)
            {
                ValueTask<SelectCase?> next = select.NextAsync(token);
                if ((round & 1) == 0) mpscSender.TryWrite(round);
                else mpmcSender.TryWrite(round);
                SelectRead<int> chosen = (SelectRead<int>)(await next)!;
                Assert.True(chosen.TryGet(out int value));
                if (value != round || chosen != ((round & 1) == 0 ? first : second)) Assert.Fail("the wrong case was chosen");
            }
        }

        await AssertNothingIsAllocatedAsync(RunAsync);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_select_of_signals_and_permits_that_is_used_again_allocates_nothing(bool isCancellable)
    {
        Notify notify = new();
        FairSemaphore semaphore = new(0);
        using CancellationTokenSource cts = new();
        CancellationToken token = isCancellable ? cts.Token : default;
        using Select select = new();
        SelectSignal told = select.Wait(notify);
        SelectAcquire acquire = select.Acquire(semaphore, 2);

        async Task RunAsync(int rounds)
        {
            for (int round = 0; round < rounds; round++)
            {
                ValueTask<SelectCase?> next = select.NextAsync(token);
                bool isSignal = (round & 1) == 0;
                if (isSignal) notify.NotifyOne();
                else semaphore.AddPermits(2);
                if (await next != (isSignal ? (SelectCase)told : acquire)) Assert.Fail("the wrong case was chosen");
                if (!isSignal && (!acquire.TryGet(out SemaphorePermit permit) || permit.Forget() != 2)) Assert.Fail("there were no permits");
            }
        }

        await AssertNothingIsAllocatedAsync(RunAsync);
    }

    private static async Task AssertNothingIsAllocatedAsync(Func<int, Task> runAsync)
    {
        // A few bytes are others', in the same process: not one for each round.
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 10 && least > Rounds; attempt++)
        {
            await runAsync(Rounds);
            long before = GC.GetTotalAllocatedBytes(precise: true);
            await runAsync(Rounds);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.InRange(least, 0, Rounds);
    }
}
