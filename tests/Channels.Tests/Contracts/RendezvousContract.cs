using System.Threading.Channels;

namespace Channels.Tests.Contracts;

/// <summary>What a channel without room promises on top: a value is with its sender or with its receiver, never in between.</summary>
public abstract class RendezvousContract<T, TItems> : SharedContract<T, TItems>
    where TItems : IItems<T>
{
    private static (Sender<T> Sender, SharedReceiver<T> Receiver) Create() => Mpmc.Rendezvous<T>();

    protected sealed override (Sender<T> Sender, SharedReceiver<T> Receiver) CreateShared() => Create();

    [Fact]
    public void Nothing_is_written_while_nobody_reads()
    {
        var (sender, receiver) = Create();

        Assert.False(sender.TryWrite(Item(1), out WriteStatus status));

        Assert.Equal(WriteStatus.Full, status);
        Assert.False(receiver.TryRead(out _, out ReadStatus read));
        Assert.Equal(ReadStatus.Empty, read);
        Assert.Equal((0, 0, 0), (receiver.Capacity, receiver.FreeCapacity, receiver.Count));
    }

    [Fact]
    public async Task A_write_ends_when_a_receiver_has_the_value()
    {
        var (sender, receiver) = Create();
        Task write = sender.WriteAsync(Item(1)).AsTask();
        Assert.False(write.IsCompleted);
        Assert.Equal(0, receiver.Count);
        Assert.True(receiver.TryPeek(out T? seen));
        Assert.Equal(Item(1), seen);
        Assert.False(write.IsCompleted);

        Assert.True(receiver.TryRead(out T? item));

        Assert.Equal(Item(1), item);
        await write.Soon();
        Assert.False(receiver.TryPeek(out _));
    }

    [Fact]
    public async Task Waiting_writes_are_taken_first_come_first_served()
    {
        var (sender, receiver) = Create();
        Task[] writes = [.. Enumerable.Range(0, 4).Select(i => sender.WriteAsync(Item(i)).AsTask())];

        for (int i = 0; i < writes.Length; i++)
        {
            Assert.Equal(Item(i), i % 2 == 0 ? await receiver.ReadAsync() : receiver.TryRead(out T? item) ? item : default);
            await writes[i].Soon();
            Assert.All(writes.Skip(i + 1), later => Assert.False(later.IsCompleted));
        }
    }

    [Fact]
    public async Task A_write_that_is_cancelled_was_not_taken()
    {
        var (sender, receiver) = Create();
        using CancellationTokenSource cts = new();
        Task first = sender.WriteAsync(Item(1), cts.Token).AsTask();
        Task second = sender.WriteAsync(Item(2)).AsTask();

        await cts.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.Soon());
        Assert.True(receiver.TryRead(out T? item));
        Assert.Equal(Item(2), item);
        await second.Soon();
    }

    [Fact]
    public async Task A_read_that_is_cancelled_is_written_to_no_more()
    {
        var (sender, receiver) = Create();
        using CancellationTokenSource cts = new();
        Task<T> read = receiver.ReadAsync(cts.Token).AsTask();

        await cts.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read.Soon());
        Assert.False(sender.TryWrite(Item(1)));
    }

    [Fact]
    public async Task A_wait_to_write_ends_when_a_read_waits()
    {
        var (sender, receiver) = Create();
        Task<bool> wait = sender.WaitToWriteAsync().AsTask();
        Task<bool> hint = receiver.WaitToReadAsync().AsTask();
        Assert.False(wait.IsCompleted);
        Assert.False(hint.IsCompleted);

        Task<T> read = receiver.ReadAsync().AsTask();

        Assert.True(await wait.Soon());
        Assert.True(await sender.WaitToWriteAsync().Soon());
        Assert.True(sender.TryWrite(Item(1)));
        Assert.Equal(Item(1), await read.Soon());
        Assert.False(hint.IsCompleted);
    }

    [Fact]
    public async Task Closing_fails_waiting_writes_whose_values_were_not_taken()
    {
        var (sender, receiver) = Create();
        InvalidTimeZoneException error = new();
        Task write = sender.WriteAsync(Item(1)).AsTask();

        receiver.CloseAndTake();
        sender.TryComplete(error);

        await Assert.ThrowsAsync<ChannelClosedException>(() => write.Soon());
        Assert.False(receiver.TryRead(out _, out ReadStatus status));
        Assert.Equal(ReadStatus.Closed, status);
        await receiver.Completion.Soon();
    }

    [Fact]
    public async Task Batches_meet_those_who_wait()
    {
        var (sender, receiver) = Create();
        Task<T>[] reads = [receiver.ReadAsync().AsTask(), receiver.ReadAsync().AsTask()];
        Assert.Equal(2, sender.TryWriteMany([Item(1), Item(2), Item(3)]));
        Assert.Equal([Item(1), Item(2)], await Task.WhenAll(reads).Soon());

        Task[] writes = [sender.WriteAsync(Item(4)).AsTask(), sender.WriteAsync(Item(5)).AsTask()];
        T[] taken = new T[3];
        Assert.Equal(2, receiver.TryReadMany(taken));
        Assert.Equal([Item(4), Item(5)], taken[..2]);
        await Task.WhenAll(writes).Soon();
    }

    [Fact]
    public async Task There_is_no_room_to_set_aside_and_no_value_to_displace()
    {
        var (sender, _) = Create();

        Assert.Throws<NotSupportedException>(() => sender.TryReserve(out _));
        await Assert.ThrowsAsync<NotSupportedException>(async () => await sender.ReserveAsync());
        Assert.Throws<NotSupportedException>(() => sender.ForceWrite(Item(1), out _));
    }
}
