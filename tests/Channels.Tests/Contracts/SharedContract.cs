using System.Threading.Channels;

namespace Channels.Tests.Contracts;

/// <summary>What every channel of many receivers promises: each value to one of them, who waits first is served first, and they are counted.</summary>
/// <remarks>No value is written that nobody waits for, so that a rendezvous keeps the same promises.</remarks>
public abstract class SharedContract<T, TItems>
    where TItems : IItems<T>
{
    protected abstract (Sender<T> Sender, SharedReceiver<T> Receiver) CreateShared();

    protected static T Item(int number) => TItems.Of(number);

    [Fact]
    public async Task Waiting_reads_are_served_first_come_first_served()
    {
        var (sender, receiver) = CreateShared();
        using SharedReceiver<T> other = receiver.Clone();
        Task<T>[] reads = [.. Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? receiver : other).ReadAsync().AsTask())];

        for (int i = 0; i < reads.Length; i++)
        {
            Assert.True(sender.TryWrite(Item(i)));
            Assert.False(other.TryRead(out _));
            Assert.Equal(Item(i), await reads[i].Soon());
            Assert.All(reads.Skip(i + 1), later => Assert.False(later.IsCompleted));
        }

        Assert.Equal(0, receiver.Count);
    }

    [Fact]
    public async Task A_read_that_is_cancelled_leaves_its_place_to_those_behind()
    {
        var (sender, receiver) = CreateShared();
        using CancellationTokenSource cts = new();
        Task<T> first = receiver.ReadAsync().AsTask();
        Task<T> second = receiver.ReadAsync(cts.Token).AsTask();
        Task<T> third = receiver.ReadAsync().AsTask();

        await cts.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.Soon());
        Assert.True(sender.TryWrite(Item(1)));
        Assert.True(sender.TryWrite(Item(2)));
        Assert.Equal(Item(1), await first.Soon());
        Assert.Equal(Item(2), await third.Soon());
    }

    [Fact]
    public async Task A_token_that_is_cancelled_after_the_hand_over_does_nothing()
    {
        var (sender, receiver) = CreateShared();
        using CancellationTokenSource cts = new();
        Task<T> read = receiver.ReadAsync(cts.Token).AsTask();
        sender.TryWrite(Item(1));

        await cts.CancelAsync();

        Assert.Equal(Item(1), await read.Soon());
    }

    [Fact]
    public async Task Closing_ends_every_wait()
    {
        var (sender, receiver) = CreateShared();
        Task<T>[] reads = [receiver.ReadAsync().AsTask(), receiver.ReadAsync().AsTask()];
        Task<bool>[] waits = [receiver.WaitToReadAsync().AsTask(), receiver.WaitToReadAsync().AsTask()];

        sender.TryComplete();

        foreach (Task<T> read in reads) await Assert.ThrowsAsync<ChannelClosedException>(() => read.Soon());
        foreach (Task<bool> wait in waits) Assert.False(await wait.Soon());
        await receiver.Completion.Soon();
        await receiver.Closed.Soon();
    }

    [Fact]
    public async Task Every_wait_to_read_is_told_of_a_value_that_is_there()
    {
        var (sender, receiver) = CreateShared();
        Task<bool>[] waits = [.. Enumerable.Range(0, 3).Select(_ => receiver.WaitToReadAsync().AsTask())];

        Task write = sender.WriteAsync(Item(1)).AsTask();

        foreach (Task<bool> wait in waits) Assert.True(await wait.Soon());
        Assert.True(receiver.TryRead(out T? item));
        Assert.Equal(Item(1), item);
        await write.Soon();
    }

    [Fact]
    public async Task A_value_that_a_read_waits_for_is_no_news_to_those_who_wait_to_read()
    {
        var (sender, receiver) = CreateShared();
        Task<bool> wait = receiver.WaitToReadAsync().AsTask();
        Task<T> read = receiver.ReadAsync().AsTask();

        sender.TryWrite(Item(1));

        Assert.Equal(Item(1), await read.Soon());
        Assert.False(wait.IsCompleted);
        Task write = sender.WriteAsync(Item(2)).AsTask();
        Assert.True(await wait.Soon());
        Assert.True(receiver.TryRead(out _));
        await write.Soon();
    }

    [Fact]
    public async Task Reading_all_from_several_sides_gives_each_value_once_and_ends_them_all()
    {
        var (sender, receiver) = CreateShared();
        List<T>[] read = [[], [], []];
        Task[] loops = [.. read.Select(async items =>
        {
            await foreach (T item in receiver.ReadAllAsync())
            {
                lock (items) items.Add(item);
            }
        })];

        for (int i = 0; i < 30; i++) await sender.WriteAsync(Item(i));
        sender.Dispose();
        await Task.WhenAll(loops).Soon();

        Assert.Equal(30, read.Sum(items => items.Count));
        List<T> expected = [.. Enumerable.Range(0, 30).Select(Item)];
        foreach (T item in read.SelectMany(items => items)) Assert.True(expected.Remove(item));
    }

    [Fact]
    public async Task Reading_all_looks_at_its_token_for_every_value()
    {
        var (sender, receiver) = CreateShared();
        using CancellationTokenSource cts = new();
        Task writes = Task.WhenAll(sender.WriteAsync(Item(1)).AsTask(), sender.WriteAsync(Item(2)).AsTask());
        List<T> read = [];

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (T item in receiver.ReadAllAsync(cts.Token))
            {
                read.Add(item);
                await cts.CancelAsync();
            }
        });

        Assert.Equal([Item(1)], read);
        Assert.True(receiver.TryRead(out T? left));
        Assert.Equal(Item(2), left);
        await writes.Soon();
    }

    [Fact]
    public async Task The_last_receiver_closes_the_channel()
    {
        var (sender, receiver) = CreateShared();
        SharedReceiver<T> clone = receiver.Clone();
        Assert.Equal((2, 2), (sender.ReceiverCount, clone.ReceiverCount));

        receiver.Dispose();
        receiver.Dispose();
        Assert.Equal(1, sender.ReceiverCount);
        Assert.False(sender.IsClosed);

        clone.Dispose();
        Assert.Equal(0, sender.ReceiverCount);
        Assert.True(sender.IsClosed);
        await sender.Closed.Soon();
        await Assert.ThrowsAsync<ChannelClosedException>(async () => await sender.WriteAsync(Item(1)));
        Assert.Throws<ObjectDisposedException>(() => clone.TryRead(out _));
        Assert.Throws<ObjectDisposedException>(clone.Clone);
    }

    [Fact]
    public void A_weak_receiver_gives_one_only_as_long_as_there_is_another()
    {
        var (sender, receiver) = CreateShared();
        WeakReceiver<T> weak = receiver.Downgrade();

        SharedReceiver<T>? upgraded = weak.Upgrade();

        Assert.NotNull(upgraded);
        Assert.Equal(2, sender.ReceiverCount);
        Assert.True(upgraded.IsSameChannel(sender));
        receiver.Dispose();
        upgraded.Dispose();
        Assert.Null(weak.Upgrade());
        Assert.Equal(0, sender.ReceiverCount);
    }

    [Fact]
    public void A_weak_sender_gives_one_only_as_long_as_there_is_another()
    {
        var (sender, receiver) = CreateShared();
        WeakSender<T> weak = sender.Downgrade();
        Sender<T>? upgraded = weak.Upgrade();
        Assert.Equal(2, receiver.SenderCount);

        sender.Dispose();
        upgraded!.Dispose();

        Assert.Null(weak.Upgrade());
        Assert.True(receiver.IsClosed);
    }
}
