using System.Runtime.CompilerServices;
using Channels.Tests.Stress;

namespace Channels.Tests.Allocation;

/// <summary>What a channel takes from the heap while it grows, and what it gives back.</summary>
[Collection(nameof(Alone))]
public sealed class GrowthTests
{
    // From here on an object lies on the large-object heap, where rings were measured to cost half the throughput.
    private const long LargeObject = 85_000;

    [Fact]
    public void A_channel_grows_by_doubling_and_never_into_the_large_object_heap()
    {
        AssertGrowsInSmallSteps<byte>(1);
        AssertGrowsInSmallSteps<long>(1);
        AssertGrowsInSmallSteps("value");
        AssertGrowsInSmallSteps((1L, 2L, 3L));
        AssertGrowsInSmallSteps<Kilobyte>(default);
    }

    [Fact]
    public void A_channel_that_grew_and_was_drained_keeps_its_last_ring_and_no_other()
    {
        var (sender, receiver) = Mpsc.Unbounded<long>();
        FillAndDrain(sender, receiver);
        long before = GC.GetTotalMemory(forceFullCollection: true);

        for (int round = 0; round < 20; round++) FillAndDrain(sender, receiver);

        // Each round needs 1.6 MB of rings.
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 1_000_000);
        GC.KeepAlive(sender);
        GC.KeepAlive(receiver);
    }

    private static void FillAndDrain(Sender<long> sender, Receiver<long> receiver)
    {
        for (int i = 0; i < 100_000; i++) sender.TryWrite(i);
        while (receiver.TryRead(out _))
        {
        }
    }

    private static void AssertGrowsInSmallSteps<T>(T value)
    {
        var (sender, receiver) = Mpsc.Unbounded<T>();
        long largest = 0;
        for (int i = 0; i < 20_000; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            sender.TryWrite(value);
            long step = GC.GetAllocatedBytesForCurrentThread() - before;

            Assert.InRange(step, 0, LargeObject);
            // Twice the largest so far, and the ring's own header; the first few are small whatever they hold.
            if (largest != 0) Assert.InRange(step, 0, (2 * largest) + 200);
            largest = Math.Max(largest, step);
        }

        Assert.True(largest > 0, "It has grown.");
        GC.KeepAlive(receiver);
    }

    [InlineArray(128)]
    private struct Kilobyte
    {
        private long _first;
    }
}
