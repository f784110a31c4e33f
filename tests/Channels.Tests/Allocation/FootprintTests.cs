using System.Runtime.CompilerServices;
using Channels.Tests.Stress;
using Xunit.Abstractions;

namespace Channels.Tests.Allocation;

/// <summary>What an idle channel weighs, both handles included.</summary>
[Collection(nameof(Alone))]
public sealed class FootprintTests(ITestOutputHelper output)
{
    [Fact]
    public void An_idle_mpsc_channel_weighs_at_most_400_bytes()
    {
        Assert.InRange(Weigh("unbounded", static () => Mpsc.Unbounded<object>()), 1, 400);
        Assert.InRange(Weigh("bounded", static () => Mpsc.Bounded<object>(1000)), 1, 400);
    }

    [Fact]
    public void An_idle_mpmc_channel_weighs_at_most_450_bytes()
    {
        Assert.InRange(Weigh("shared unbounded", static () => Mpmc.Unbounded<object>()), 1, 450);
        Assert.InRange(Weigh("shared bounded", static () => Mpmc.Bounded<object>(1000)), 1, 450);
        Assert.InRange(Weigh("rendezvous", static () => Mpmc.Rendezvous<object>()), 1, 450);
    }

    [Fact]
    public void An_idle_oneshot_weighs_at_most_100_bytes() =>
        Assert.InRange(Weigh("oneshot", static () => Oneshot.Create<object>()), 1, 100);

    [Theory]
    [InlineData(null)]
    [InlineData(1_000_000)]
    public void After_a_burst_of_a_million_a_channel_keeps_at_most_one_ring_of_64_KB(int? capacity)
    {
        const int Channels = 24;
        Burst(Create(capacity));
        var kept = new (Sender<int>, Receiver<int>)[Channels];
        long before = GC.GetTotalMemory(forceFullCollection: true);

        for (int i = 0; i < Channels; i++) Burst(kept[i] = Create(capacity));

        long each = (GC.GetTotalMemory(forceFullCollection: true) - before) / Channels;
        output.WriteLine($"{each} B each");
        // A second ring would be 32 KB more; the rest is the channel, and what others allocate meanwhile.
        Assert.InRange(each, 0, (64 + 4) * 1024);
        GC.KeepAlive(kept);
    }

    private static (Sender<int> Sender, Receiver<int> Receiver) Create(int? capacity) =>
        capacity is { } bound ? Mpsc.Bounded<int>(bound) : Mpsc.Unbounded<int>();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Burst((Sender<int> Sender, Receiver<int> Receiver) channel)
    {
        for (int i = 0; i < 1_000_000; i++) Assert.True(channel.Sender.TryWrite(i));
        for (int i = 0; i < 1_000_000; i++) Assert.True(channel.Receiver.TryRead(out _));
    }

    private long Weigh<THandles>(string kind, Func<THandles> create)
        where THandles : struct
    {
        KeepAlive(create());
        long before = GC.GetAllocatedBytesForCurrentThread();
        KeepAlive(create());
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        output.WriteLine($"{kind}: {bytes} B");
        return bytes;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void KeepAlive<THandles>(THandles handles) => _ = handles;
}
