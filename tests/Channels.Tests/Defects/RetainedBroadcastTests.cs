using System.Runtime.CompilerServices;
using Channels.Tests.Contracts;

namespace Channels.Tests.Defects;

/// <summary>postage's broadcast still holds the last value after all receivers have read it.</summary>
public sealed class RetainedBroadcastTests
{
    [Fact]
    public async Task A_lossless_broadcast_lets_a_value_go_when_the_last_receiver_has_read_it()
    {
        var (sender, receiver) = Broadcast.Lossless<object>(4);
        using BroadcastReceiver<object> other = receiver.Clone();

        WeakReference[] values =
        [
            Write(sender),
            ReadByAll(sender, receiver, other),
            await WaitAsync(sender, receiver, other),
            LeaveTo(sender, receiver, other),
        ];

        await AssertCollectedAsync(values);
        GC.KeepAlive(sender);
        GC.KeepAlive(receiver);
    }

    [Fact]
    public async Task A_lossless_broadcast_holds_a_value_until_then()
    {
        var (sender, receiver) = Broadcast.Lossless<object>(4);
        using BroadcastReceiver<object> slow = receiver.Clone();
        WeakReference value = Write(sender);
        ReadOne(receiver);

        await CollectAsync([value]);

        Assert.True(value.IsAlive);
        GC.KeepAlive(sender);
    }

    [Fact]
    public async Task A_lagging_broadcast_keeps_neither_what_it_overwrote_nor_what_all_have_read()
    {
        var (sender, receiver) = Broadcast.Lagging<object>(1);
        WeakReference overwritten = Write(sender);
        WeakReference read = Write(sender);
        ReadLagging(receiver);

        await AssertCollectedAsync(overwritten, read);
        GC.KeepAlive(sender);
        GC.KeepAlive(receiver);
    }

    [Fact]
    public async Task A_write_that_was_cancelled_leaves_nothing_behind()
    {
        var (sender, receiver) = Broadcast.Lossless<object>(1);
        sender.TryWrite(new object());

        WeakReference value = await CancelWriteAsync(sender);

        await AssertCollectedAsync(value);
        GC.KeepAlive(receiver);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Write(Sender<object> sender)
    {
        object value = new();
        Assert.True(sender.TryWrite(value));
        return new WeakReference(value);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ReadOne(Receiver<object> receiver) => Assert.True(receiver.TryRead(out _));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference ReadByAll(Sender<object> sender, Receiver<object> one, Receiver<object> two)
    {
        WeakReference value = Write(sender);
        while (one.TryRead(out _)) { }
        while (two.TryRead(out _)) { }
        return value;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> WaitAsync(Sender<object> sender, Receiver<object> one, Receiver<object> two)
    {
        Task<object> first = one.ReadAsync().AsTask();
        Task<object> second = two.ReadAsync().AsTask();
        WeakReference value = Write(sender);
        await first.Soon();
        await second.Soon();
        return value;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference LeaveTo(Sender<object> sender, BroadcastReceiver<object> one, Receiver<object> two)
    {
        BroadcastReceiver<object> third = one.Clone();
        WeakReference value = ReadByAll(sender, one, two);
        third.Dispose();
        return value;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ReadLagging(LaggingReceiver<object> receiver)
    {
        Assert.True(receiver.TryRead(out Lagging<object> gap));
        Assert.Equal(1, gap.Missed);
        Assert.True(receiver.TryRead(out _));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> CancelWriteAsync(Sender<object> sender)
    {
        using CancellationTokenSource cts = new();
        WeakReference value = new(new object());
        Task write = sender.WriteAsync(value.Target!, cts.Token).AsTask();
        await cts.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write.Soon());
        return value;
    }

    private static async Task AssertCollectedAsync(params WeakReference[] values)
    {
        await CollectAsync(values);
        foreach (WeakReference value in values) Assert.False(value.IsAlive);
    }

    private static async Task CollectAsync(WeakReference[] values)
    {
        // As in RetainedValueTests: another thread may be about to leave its own reference, so more than once.
        for (int round = 0; round < 20 && values.Any(value => value.IsAlive); round++)
        {
            await Task.Run(() => { });
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        GC.Collect();
    }
}
