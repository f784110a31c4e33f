namespace Channels.Tests.Contracts;

/// <summary>What a bounded channel promises on top: never more than its capacity, and room for those who wait longest.</summary>
public abstract partial class BoundedContract<T, TItems>(int capacity) : QueueContract<T, TItems>(capacity)
    where TItems : IItems<T>
{
    private (Sender<T> Sender, Receiver<T> Receiver) CreateFull()
    {
        var (sender, receiver) = CreateChannel();
        for (int i = 0; i < capacity; i++) Assert.True(sender.TryWrite(Item(i)));
        return (sender, receiver);
    }

    private void AssertHolds(Receiver<T> receiver, int first, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Assert.True(receiver.TryRead(out T? item));
            Assert.Equal(Item(first + i), item);
            Assert.InRange(receiver.Count, 0, capacity);
        }
    }

    [Fact]
    public void A_full_channel_takes_no_more_than_its_capacity()
    {
        var (sender, receiver) = CreateFull();

        Assert.False(sender.TryWrite(Item(capacity)));
        Assert.False(sender.TryWrite(Item(capacity), out WriteStatus status));

        Assert.Equal(WriteStatus.Full, status);
        Assert.Equal(capacity, receiver.Count);
        AssertHolds(receiver, 0, capacity);
        Assert.False(receiver.TryRead(out _));
    }

    [Fact]
    public void A_read_makes_room_for_exactly_one()
    {
        var (sender, receiver) = CreateFull();
        for (int round = 0; round < 3 * capacity; round++)
        {
            AssertHolds(receiver, round, 1);

            Assert.True(sender.TryWrite(Item(capacity + round)));
            Assert.False(sender.TryWrite(Item(-1)));
        }
    }

    [Fact]
    public async Task A_write_waits_for_room_and_then_is_in()
    {
        var (sender, receiver) = CreateFull();
        Task write = sender.WriteAsync(Item(capacity)).AsTask();
        Assert.False(write.IsCompleted);

        Assert.Equal(Item(0), await receiver.ReadAsync());

        await write.Soon();
        Assert.Equal(capacity, receiver.Count);
        AssertHolds(receiver, 1, capacity);
    }

    [Fact]
    public async Task Waiting_writes_are_let_in_first_come_first_served()
    {
        var (sender, receiver) = CreateFull();
        Task[] writes = [.. Enumerable.Range(capacity, 5).Select(i => sender.WriteAsync(Item(i)).AsTask())];

        for (int i = 0; i < writes.Length; i++)
        {
            AssertHolds(receiver, i, 1);
            await writes[i].Soon();
            Assert.All(writes.Skip(i + 1), later => Assert.False(later.IsCompleted));
        }

        AssertHolds(receiver, writes.Length, capacity);
    }

    [Fact]
    public async Task Nobody_passes_a_waiting_write()
    {
        var (sender, receiver) = CreateFull();
        Task waiting = sender.WriteAsync(Item(capacity)).AsTask();

        Assert.False(sender.TryWrite(Item(-1), out WriteStatus status));
        Assert.Equal(WriteStatus.Full, status);
        receiver.TryRead(out _);

        await waiting.Soon();
        Assert.False(sender.TryWrite(Item(-1)));
        AssertHolds(receiver, 1, capacity);
        Assert.True(sender.TryWrite(Item(capacity + 1)));
    }

    [Fact]
    public async Task Waiting_to_write_ends_when_there_is_room_and_takes_none()
    {
        var (sender, receiver) = CreateFull();
        Task<bool> wait = sender.WaitToWriteAsync().AsTask();
        Assert.False(wait.IsCompleted);

        receiver.TryRead(out _);

        Assert.True(await wait.Soon());
        Assert.Equal(capacity - 1, receiver.Count);
        Assert.True(sender.TryWrite(Item(capacity)));
        AssertHolds(receiver, 1, capacity);
    }

    [Fact]
    public async Task Waits_and_writes_stand_in_one_line()
    {
        var (sender, receiver) = CreateFull();
        Task first = sender.WriteAsync(Item(capacity)).AsTask();
        Task<bool> second = sender.WaitToWriteAsync().AsTask();
        Task third = sender.WriteAsync(Item(capacity + 1)).AsTask();

        receiver.TryRead(out _);
        await first.Soon();
        Assert.False(second.IsCompleted);

        receiver.TryRead(out _);
        Assert.True(await second.Soon());
        await third.Soon();
        AssertHolds(receiver, 2, capacity);
    }

    [Fact]
    public async Task A_read_that_waits_gets_what_a_waiting_writer_brings()
    {
        var (sender, receiver) = CreateFull();
        Task write = sender.WriteAsync(Item(capacity)).AsTask();
        AssertHolds(receiver, 0, capacity + 1);
        await write.Soon();
        Task<T> read = receiver.ReadAsync().AsTask();

        await sender.WriteAsync(Item(capacity + 1));

        Assert.Equal(Item(capacity + 1), await read.Soon());
    }

    [Fact]
    public void The_same_channel_fills_and_drains_many_times()
    {
        var (sender, receiver) = CreateChannel();
        for (int round = 0; round < 10; round++)
        {
            for (int i = 0; i < capacity; i++) Assert.True(sender.TryWrite(Item(i)));
            Assert.False(sender.TryWrite(Item(-1)));
            AssertHolds(receiver, 0, capacity);
        }
    }
}
