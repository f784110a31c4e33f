using System.Threading.Channels;

namespace Channels.Tests.Contracts;

/// <summary>What a channel for one value promises on top: it closes with that value, or without one when a side gives up.</summary>
public abstract class OneshotContract<T, TItems> : ChannelContract<T, TItems>
    where TItems : IItems<T>
{
    protected sealed override (ChannelWriter<T> Writer, ChannelReader<T> Reader) Create() => Oneshot.Create<T>();

    private static (OneshotSender<T> Sender, OneshotReceiver<T> Receiver) CreateOneshot() => Oneshot.Create<T>();

    [Fact]
    public async Task The_first_value_closes_the_channel()
    {
        var (sender, receiver) = CreateOneshot();

        Assert.True(sender.TryWrite(Item(1)));

        Assert.True(sender.IsClosed);
        Assert.True(receiver.IsClosed);
        Assert.False(sender.TryWrite(Item(2)));
        Assert.False(sender.TryComplete());
        Assert.False(await sender.WaitToWriteAsync());
        await AssertClosed(sender.WriteAsync(Item(2)).AsTask(), null);
        Assert.Equal(Item(1), await receiver);
    }

    [Fact]
    public async Task The_value_is_given_once()
    {
        var (sender, receiver) = CreateOneshot();
        sender.TryWrite(Item(1));

        Assert.Equal(Item(1), await receiver);

        await AssertClosed(receiver.ReadAsync().AsTask(), null);
        Assert.False(await receiver.WaitToReadAsync());
        Assert.False(receiver.TryRead(out _, out ReadStatus status));
        Assert.Equal(ReadStatus.Closed, status);
    }

    [Fact]
    public void Reading_tells_whether_a_value_may_come()
    {
        var (sender, receiver) = CreateOneshot();
        Assert.False(receiver.TryRead(out _, out ReadStatus status));
        Assert.Equal(ReadStatus.Empty, status);

        sender.TryWrite(Item(1));

        Assert.True(receiver.TryRead(out T? item, out status));
        Assert.Equal(ReadStatus.Read, status);
        Assert.Equal(Item(1), item);
    }

    [Fact]
    public async Task A_sender_that_gives_up_ends_the_wait()
    {
        var (sender, receiver) = CreateOneshot();
        Task<T> read = receiver.ReadAsync().AsTask();

        sender.Dispose();
        sender.Dispose();

        await AssertClosed(read, null);
        await receiver.Completion.Soon();
    }

    [Fact]
    public async Task A_sender_that_is_disposed_after_its_write_changes_nothing()
    {
        var (sender, receiver) = CreateOneshot();

        using (sender) sender.TryWrite(Item(1));

        Assert.Equal(Item(1), await receiver);
    }

    [Fact]
    public async Task An_error_after_the_value_is_not_looked_at()
    {
        var (sender, receiver) = CreateOneshot();
        sender.TryWrite(Item(1));

        Assert.False(sender.TryComplete(new InvalidTimeZoneException()));

        Assert.Equal(Item(1), await receiver);
        await receiver.Completion.Soon();
        Assert.False(await receiver.WaitToReadAsync());
    }

    [Fact]
    public void A_receiver_that_closes_refuses_the_value()
    {
        var (sender, receiver) = CreateOneshot();

        Assert.True(receiver.Close());
        Assert.False(receiver.Close());

        Assert.True(sender.IsClosed);
        Assert.False(sender.TryWrite(Item(1)));
        Assert.Equal(0, receiver.Count);
    }

    [Fact]
    public async Task A_receiver_that_closes_after_the_write_can_still_read_it()
    {
        var (sender, receiver) = CreateOneshot();
        sender.TryWrite(Item(1));

        Assert.False(receiver.Close());

        Assert.Equal(Item(1), await receiver);
    }

    [Fact]
    public async Task A_disposed_receiver_refuses_a_later_value()
    {
        var (sender, receiver) = CreateOneshot();
        Task completion = receiver.Completion;

        receiver.Dispose();

        Assert.True(sender.IsClosed);
        Assert.False(sender.TryWrite(Item(1)));
        await completion.Soon();
    }

    [Fact]
    public async Task A_disposed_receiver_drops_the_value()
    {
        var (sender, receiver) = CreateOneshot();
        sender.TryWrite(Item(1));
        Task completion = receiver.Completion;
        Assert.False(completion.IsCompleted);

        receiver.Dispose();

        await completion.Soon();
        Assert.Equal(0, receiver.Count);
        Assert.False(receiver.TryRead(out _));
    }

    [Fact]
    public async Task A_read_that_was_cancelled_can_be_tried_again()
    {
        var (sender, receiver) = CreateOneshot();
        using CancellationTokenSource cts = new();
        Task<T> cancelled = receiver.ReadAsync(cts.Token).AsTask();
        await cts.CancelAsync();
        await AssertCancelled(cancelled, cts.Token);

        sender.TryWrite(Item(1));

        Assert.Equal(Item(1), await receiver);
    }
}
