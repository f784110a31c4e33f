namespace Channels.Tests.Contracts;

// Senders are counted, and either side can end the channel.
public abstract partial class QueueContract<T, TItems>
{
    [Fact]
    public void Clones_are_counted()
    {
        var (sender, _) = CreateChannel();
        Assert.Equal(1, sender.SenderCount);

        Sender<T> clone = sender.Clone();
        Assert.Equal(2, sender.SenderCount);
        Assert.Equal(2, clone.SenderCount);

        clone.Dispose();
        Assert.Equal(1, sender.SenderCount);
    }

    [Fact]
    public void Clones_write_to_the_same_channel()
    {
        var (sender, receiver) = CreateChannel();
        using Sender<T> clone = sender.Clone();

        Assert.True(clone.TryWrite(Item(1)));

        Assert.True(receiver.TryRead(out T? item));
        Assert.Equal(Item(1), item);
    }

    [Fact]
    public void The_last_sender_closes_the_channel()
    {
        var (sender, receiver) = CreateChannel();
        Sender<T> clone = sender.Clone();

        sender.Dispose();
        Assert.False(receiver.IsClosed);
        Assert.True(clone.TryWrite(Item(1)));

        clone.Dispose();
        Assert.True(receiver.IsClosed);
        Assert.True(receiver.TryRead(out _, out _));
        Assert.False(receiver.TryRead(out _, out ReadStatus status));
        Assert.Equal(ReadStatus.Closed, status);
    }

    [Fact]
    public async Task The_last_sender_ends_a_waiting_read()
    {
        var (sender, receiver) = CreateChannel();
        Task<T> read = receiver.ReadAsync().AsTask();

        sender.Dispose();

        await AssertClosed(read, null);
        await receiver.Completion.Soon();
    }

    [Fact]
    public void Disposing_a_sender_twice_counts_once()
    {
        var (sender, receiver) = CreateChannel();
        using Sender<T> clone = sender.Clone();

        sender.Dispose();
        sender.Dispose();

        Assert.False(receiver.IsClosed);
        Assert.Equal(1, clone.SenderCount);
    }

    [Fact]
    public async Task A_disposed_sender_refuses_everything()
    {
        var (sender, _) = CreateChannel();
        using Sender<T> other = sender.Clone();

        sender.Dispose();

        Assert.Throws<ObjectDisposedException>(() => sender.TryWrite(Item(1)));
        Assert.Throws<ObjectDisposedException>(() => sender.TryWrite(Item(1), out _));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await sender.WriteAsync(Item(1)));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await sender.WaitToWriteAsync());
        Assert.Throws<ObjectDisposedException>(() => sender.TryComplete());
        Assert.Throws<ObjectDisposedException>(sender.Clone);
        Assert.Throws<ObjectDisposedException>(() => sender.Count);
        Assert.Throws<ObjectDisposedException>(() => sender.Capacity);
        Assert.Throws<ObjectDisposedException>(() => sender.IsClosed);
        Assert.Throws<ObjectDisposedException>(() => sender.SenderCount);
    }

    [Fact]
    public void The_receiver_can_close_and_still_read()
    {
        var (sender, receiver) = CreateChannel();
        sender.TryWrite(Item(1));

        Assert.True(receiver.Close());
        Assert.False(receiver.Close());

        Assert.True(sender.IsClosed);
        Assert.False(sender.TryWrite(Item(2), out WriteStatus status));
        Assert.Equal(WriteStatus.Closed, status);
        Assert.False(sender.TryComplete());
        Assert.True(receiver.TryRead(out T? item));
        Assert.Equal(Item(1), item);
    }

    [Fact]
    public void The_receiver_sees_what_a_sender_closed()
    {
        var (sender, receiver) = CreateChannel();
        Assert.False(receiver.IsClosed);

        sender.Complete();

        Assert.True(receiver.IsClosed);
        Assert.False(receiver.Close());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_disposed_receiver_drops_all_that_is_there(bool isEmpty)
    {
        var (sender, receiver) = CreateChannel();
        if (!isEmpty) for (int i = 0; i < Fill; i++) sender.TryWrite(Item(i));
        Task completion = receiver.Completion;

        receiver.Dispose();

        Assert.Equal(0, sender.Count);
        await completion.Soon();
    }

    [Fact]
    public async Task A_disposed_receiver_closes_the_channel_and_refuses_everything()
    {
        var (sender, receiver) = CreateChannel();
        sender.TryWrite(Item(1));
        Task completion = receiver.Completion;

        receiver.Dispose();
        receiver.Dispose();

        await completion.Soon();
        Assert.True(sender.IsClosed);
        Assert.Equal(0, sender.Count);
        Assert.Throws<ObjectDisposedException>(() => receiver.TryRead(out _));
        Assert.Throws<ObjectDisposedException>(() => receiver.TryRead(out _, out _));
        Assert.Throws<ObjectDisposedException>(() => receiver.TryPeek(out _));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await receiver.ReadAsync());
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await receiver.WaitToReadAsync());
        Assert.Throws<ObjectDisposedException>(() => receiver.Count);
        Assert.Throws<ObjectDisposedException>(() => receiver.Capacity);
        Assert.Throws<ObjectDisposedException>(() => receiver.IsClosed);
        Assert.Throws<ObjectDisposedException>(() => receiver.Close());
    }
}
