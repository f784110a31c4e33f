using System.Threading.Channels;

namespace Channels.Tests.Contracts;

/// <summary>What every channel that holds several values promises on top: order, counted senders, statuses, an end from either side.</summary>
/// <param name="capacity">The bound of the kind under test; null for none.</param>
public abstract partial class QueueContract<T, TItems>(int? capacity) : ChannelContract<T, TItems>
    where TItems : IItems<T>
{
    /// <summary>How many values the tests put in without anybody reading: as many as fit, and few.</summary>
    protected int Fill => Math.Min(capacity ?? 100, 100);

    protected virtual (Sender<T> Sender, Receiver<T> Receiver) CreateChannel() =>
        capacity is { } bound ? Mpsc.Bounded<T>(bound) : Mpsc.Unbounded<T>();

    protected sealed override (ChannelWriter<T> Writer, ChannelReader<T> Reader) Create() => CreateChannel();

    [Fact]
    public void Values_come_out_in_the_order_they_went_in()
    {
        var (sender, receiver) = CreateChannel();
        for (int i = 0; i < Fill; i++) Assert.True(sender.TryWrite(Item(i)));

        for (int i = 0; i < Fill; i++)
        {
            Assert.True(receiver.TryRead(out T? item));
            Assert.Equal(Item(i), item);
        }
    }

    [Fact]
    public async Task Order_is_kept_over_many_rounds_of_filling_and_draining()
    {
        var (sender, receiver) = CreateChannel();
        int written = 0;
        int read = 0;

        for (int round = 0; round < 50; round++)
        {
            int burst = 1 + (round * 7 % Fill);
            for (int i = 0; i < burst; i++) Assert.True(sender.TryWrite(Item(written++)));
            Assert.Equal(burst, receiver.Count);
            for (int i = 0; i < burst; i++) Assert.Equal(Item(read++), await receiver.ReadAsync());
            Assert.Equal(0, receiver.Count);
        }
    }

    [Fact]
    public async Task A_parked_reader_is_woken_round_after_round()
    {
        var (sender, receiver) = CreateChannel();
        for (int round = 0; round < 200; round++)
        {
            ValueTask<T> read = receiver.ReadAsync();
            Assert.False(read.IsCompleted);
            Assert.True(sender.TryWrite(Item(round)));
            Assert.Equal(Item(round), await read);

            ValueTask<bool> wait = receiver.WaitToReadAsync();
            Assert.False(wait.IsCompleted);
            Assert.True(sender.TryWrite(Item(round)));
            Assert.True(await wait);
            Assert.True(receiver.TryRead(out _));
        }
    }

    [Fact]
    public async Task What_was_written_before_the_end_can_all_be_read_after_it()
    {
        var (sender, receiver) = CreateChannel();
        for (int i = 0; i < Fill; i++) sender.TryWrite(Item(i));
        Task completion = receiver.Completion;

        sender.Complete();

        List<T> items = [];
        await foreach (T item in receiver.ReadAllAsync()) items.Add(item);
        Assert.Equal(Enumerable.Range(0, Fill).Select(Item), items);
        await completion.Soon();
    }

    [Fact]
    public async Task What_was_written_before_an_error_can_be_read_before_it()
    {
        var (sender, receiver) = CreateChannel();
        InvalidTimeZoneException error = new();
        sender.TryWrite(Item(1));
        sender.Complete(error);

        Assert.True(await receiver.WaitToReadAsync());
        Assert.False(receiver.Completion.IsCompleted);
        Assert.Equal(Item(1), await receiver.ReadAsync());

        await AssertClosed(receiver.ReadAsync().AsTask(), error);
        Assert.Same(error, await Assert.ThrowsAsync<InvalidTimeZoneException>(() => receiver.Completion.Soon()));
    }

    [Fact]
    public void Capacity_and_count_are_told_on_both_sides()
    {
        var (sender, receiver) = CreateChannel();
        for (int i = 0; i < Fill; i++) sender.TryWrite(Item(i));

        Assert.Equal(capacity, sender.Capacity);
        Assert.Equal(capacity, receiver.Capacity);
        Assert.Equal(Fill, sender.Count);
        Assert.Equal(Fill, receiver.Count);
    }

    [Fact]
    public void Reading_tells_whether_more_may_come()
    {
        var (sender, receiver) = CreateChannel();
        Assert.False(receiver.TryRead(out _, out ReadStatus status));
        Assert.Equal(ReadStatus.Empty, status);

        sender.TryWrite(Item(1));
        sender.Complete();

        Assert.True(receiver.TryRead(out T? item, out status));
        Assert.Equal(Item(1), item);
        Assert.Equal(ReadStatus.Read, status);
        Assert.False(receiver.TryRead(out _, out status));
        Assert.Equal(ReadStatus.Closed, status);
    }

    [Fact]
    public void Writing_tells_that_the_channel_is_closed()
    {
        var (sender, _) = CreateChannel();
        Assert.True(sender.TryWrite(Item(1), out WriteStatus status));
        Assert.Equal(WriteStatus.Written, status);

        sender.Complete();

        Assert.False(sender.TryWrite(Item(2), out status));
        Assert.Equal(WriteStatus.Closed, status);
    }

    [Fact]
    public async Task A_wait_that_was_misused_does_not_harm_the_next_one()
    {
        var (sender, receiver) = CreateChannel();
        using CancellationTokenSource cts = new();
        ValueTask<T> used = receiver.ReadAsync(CancellationToken.None);
        sender.TryWrite(Item(1));
        await used;
        Task<T> next = receiver.ReadAsync(cts.Token).AsTask();

        Assert.Throws<InvalidOperationException>(() => ResultOf(used));

        await cts.CancelAsync();
        await AssertCancelled(next, cts.Token);
    }

    private static T ResultOf(ValueTask<T> used) => used.GetAwaiter().GetResult();
}
