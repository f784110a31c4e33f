using System.Runtime.CompilerServices;
using Channels.Tests.Contracts;

namespace Channels.Tests.Defects;

/// <summary>In System.Threading.Channels of .NET 10, an idle channel keeps the last value that a waiting read got, and whoever awaited it, alive.</summary>
public sealed class RetainedValueTests
{
    [Theory]
    [InlineData(QueueKind.Mpsc)]
    [InlineData(QueueKind.MpscBounded)]
    [InlineData(QueueKind.Mpmc)]
    [InlineData(QueueKind.MpmcBounded)]
    [InlineData(QueueKind.Prioritized)]
    [InlineData(QueueKind.Rendezvous)]
    public async Task An_idle_channel_keeps_no_value_that_a_read_waited_for(QueueKind kind)
    {
        var (sender, receiver) = kind.Create<object>();

        WeakReference value = await ReadAsync(sender, receiver);

        await AssertCollectedAsync(value);
        GC.KeepAlive(sender);
        GC.KeepAlive(receiver);
    }

    [Theory]
    [InlineData(QueueKind.MpscBounded)]
    [InlineData(QueueKind.MpmcBounded)]
    public async Task An_idle_channel_keeps_no_value_that_was_read(QueueKind kind)
    {
        var (sender, receiver) = kind.Create<object>(2);

        WeakReference[] values = [await ReadAsync(sender, receiver), Peek(sender, receiver), await WriteWaitingAsync(sender, receiver)];

        await AssertCollectedAsync(values);
        GC.KeepAlive(sender);
        GC.KeepAlive(receiver);
    }

    [Theory]
    [InlineData(QueueKind.MpscBounded)]
    [InlineData(QueueKind.MpmcBounded)]
    public async Task An_idle_channel_keeps_no_value_whose_write_was_cancelled(QueueKind kind)
    {
        var (sender, receiver) = kind.Create<object>(1);
        sender.TryWrite(new object());

        WeakReference value = await CancelWriteAsync(sender);

        await AssertCollectedAsync(value);
        GC.KeepAlive(receiver);
    }

    [Theory]
    [InlineData(QueueKind.Mpsc)]
    [InlineData(QueueKind.MpscBounded)]
    [InlineData(QueueKind.Mpmc)]
    [InlineData(QueueKind.MpmcBounded)]
    [InlineData(QueueKind.Prioritized)]
    [InlineData(QueueKind.Rendezvous)]
    public async Task An_idle_channel_does_not_keep_the_token_that_cancelled_a_read(QueueKind kind)
    {
        var (sender, receiver) = kind.Create<object>();

        WeakReference source = await CancelReadAsync(receiver);

        await AssertCollectedAsync(source);
        GC.KeepAlive(sender);
        GC.KeepAlive(receiver);
    }

    [Fact]
    public async Task A_oneshot_keeps_no_value_that_was_read()
    {
        var (sender, receiver) = Oneshot.Create<object>();

        WeakReference value = await ReadOneshotAsync(sender, receiver);

        await AssertCollectedAsync(value);
        GC.KeepAlive(sender);
        GC.KeepAlive(receiver);
    }

    private static async Task AssertCollectedAsync(params WeakReference[] values)
    {
        // Off the stack that brought the last value here; another thread may be about to leave its own, so more than
        // once. What the channel keeps it keeps for good.
        for (int round = 0; round < 50 && values.Any(value => value.IsAlive); round++)
        {
            await Task.Run(() => { });
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        GC.Collect();
        foreach (WeakReference value in values) Assert.False(value.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> ReadAsync(Sender<object> sender, Receiver<object> receiver)
    {
        Task<object> read = receiver.ReadAsync().AsTask();
        sender.TryWrite(new object());
        return new WeakReference(await read.Soon());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Peek(Sender<object> sender, Receiver<object> receiver)
    {
        sender.TryWrite(new object());
        receiver.TryPeek(out object? value);
        receiver.TryRead(out _);
        return new WeakReference(value);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> WriteWaitingAsync(Sender<object> sender, Receiver<object> receiver)
    {
        sender.TryWrite(new object());
        sender.TryWrite(new object());
        WeakReference value = new(new object());
        Task write = sender.WriteAsync(value.Target!).AsTask();
        while (receiver.TryRead(out _))
        {
        }

        await write.Soon();
        return value;
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

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> CancelReadAsync(Receiver<object> receiver)
    {
        using CancellationTokenSource cts = new();
        Task<object> read = receiver.ReadAsync(cts.Token).AsTask();
        await cts.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read.Soon());
        return new WeakReference(cts);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> ReadOneshotAsync(OneshotSender<object> sender, OneshotReceiver<object> receiver)
    {
        Task<object> read = receiver.ReadAsync().AsTask();
        sender.TryWrite(new object());
        return new WeakReference(await read.Soon());
    }
}
