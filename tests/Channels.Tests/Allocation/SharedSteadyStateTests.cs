using Channels.Tests.Stress;

namespace Channels.Tests.Allocation;

/// <summary>The same for many receivers.</summary>
[Collection(nameof(Alone))]
public sealed class SharedSteadyStateTests : SteadyStateTests
{
    protected override (Sender<string> Sender, Receiver<string> Receiver) Create(int? capacity) =>
        capacity is { } bound ? Mpmc.Bounded<string>(bound) : Mpmc.Unbounded<string>();

    [Fact]
    public void A_burst_is_let_go_of_once_it_was_read()
    {
        var (sender, receiver) = Mpmc.Unbounded<long>();
        long before = GC.GetTotalMemory(forceFullCollection: true);

        for (int i = 0; i < 1_000_000; i++) sender.TryWrite(i);
        for (int i = 0; i < 1_000_000; i++) Assert.True(receiver.TryRead(out _));

        // 8 MB were held; two rings of 8 KB are left.
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 500_000);
        GC.KeepAlive(sender);
    }
}
