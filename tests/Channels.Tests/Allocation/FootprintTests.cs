using System.Runtime.CompilerServices;
using Xunit.Abstractions;

namespace Channels.Tests.Allocation;

/// <summary>What an idle channel weighs, both handles included.</summary>
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
    public void An_idle_oneshot_weighs_at_most_150_bytes() =>
        Assert.InRange(Weigh("oneshot", static () => Oneshot.Create<object>()), 1, 150);

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
