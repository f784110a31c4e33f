using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

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
        Assert.Equal(0, sender.ReceiverCount);
        Assert.Throws<ObjectDisposedException>(() => receiver.TryRead(out _));
    }

    [Fact]
    public async Task A_sender_learns_that_the_receiver_is_gone()
    {
        var (sender, receiver) = CreateOneshot();
        Assert.Equal(1, sender.ReceiverCount);
        Task closed = sender.Closed;
        Assert.False(closed.IsCompleted);

        receiver.Dispose();

        await closed.Soon();
        Assert.Same(closed, sender.Closed);
        Assert.Equal(0, sender.ReceiverCount);
    }

    [Fact]
    public async Task Closed_ends_with_the_value_and_for_both_sides()
    {
        var (sender, receiver) = CreateOneshot();
        Task closed = receiver.Closed;

        sender.TryWrite(Item(1));

        await closed.Soon();
        await sender.Closed.Soon();
        Assert.Equal(Item(1), await receiver);
    }

    [Fact]
    public void A_value_that_nobody_has_read_is_handed_back_to_who_closes()
    {
        var (sender, receiver) = CreateOneshot();
        sender.TryWrite(Item(1));

        Assert.Equal([Item(1)], receiver.CloseAndTake());

        Assert.Empty(receiver.CloseAndTake());
        Assert.False(receiver.TryRead(out _, out ReadStatus status));
        Assert.Equal(ReadStatus.Closed, status);
    }

    [Fact]
    public async Task A_wait_ends_when_the_receiver_closes_and_takes_what_is_there()
    {
        var (sender, receiver) = CreateOneshot();
        Task<T> read = receiver.ReadAsync().AsTask();

        Assert.Empty(receiver.CloseAndTake());

        await AssertClosed(read, null);
        Assert.False(sender.TryWrite(Item(1)));
    }

    [Fact]
    public async Task The_value_comes_within_a_time_or_not_at_all()
    {
        FakeTimeProvider time = new();
        var (sender, receiver) = CreateOneshot();
        Task<ReadResult<T>> inVain = receiver.TryReadAsync(TimeSpan.FromSeconds(3), time).AsTask();

        time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(ReadStatus.Empty, (await inVain.Soon()).Status);
        Task<ReadResult<T>> inTime = receiver.TryReadAsync(TimeSpan.FromSeconds(3), time).AsTask();
        sender.TryWrite(Item(1));
        Assert.Equal(new ReadResult<T>(ReadStatus.Read, Item(1)), await inTime.Soon());
        Assert.Equal(ReadStatus.Closed, (await receiver.TryReadAsync(TimeSpan.FromSeconds(3), time)).Status);
    }

    [Fact]
    public async Task A_thread_waits_for_the_value()
    {
        var (sender, receiver) = CreateOneshot();
        Task<T> read = OwnThread.Run(() => receiver.Read());

        sender.TryWrite(Item(1));

        Assert.Equal(Item(1), await read.Soon());
    }

    [Fact]
    public async Task A_thread_of_the_pool_is_not_blocked()
    {
        var (_, receiver) = CreateOneshot();

        await Task.Run(() => Assert.Throws<InvalidOperationException>(() => receiver.Read()));
    }

    [Fact]
    public void Both_ends_know_their_channel()
    {
        var (sender, receiver) = CreateOneshot();
        var (_, other) = CreateOneshot();

        Assert.True(sender.IsSameChannel(receiver));
        Assert.True(receiver.IsSameChannel(receiver));
        Assert.False(sender.IsSameChannel(other));
        Assert.False(receiver.IsSameChannel(other));
    }

    [Fact]
    public void A_oneshot_has_room_for_its_value()
    {
        var (sender, receiver) = CreateOneshot();
        Assert.Equal((1, 1), (receiver.Capacity, receiver.FreeCapacity));
        Assert.Equal((1, 1), (receiver.SenderCount, receiver.ReceiverCount));

        sender.TryWrite(Item(1));
        sender.Dispose();

        Assert.Equal((1, 0), (receiver.Capacity, receiver.FreeCapacity));
        Assert.Equal(0, receiver.SenderCount);
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

    [Fact]
    public async Task A_continuation_runs_in_the_execution_context_in_which_it_was_given()
    {
        var (sender, receiver) = CreateOneshot();
        AsyncLocal<int> local = new() { Value = 1 };
        TaskCompletionSource<int> seen = new();
        receiver.GetAwaiter().OnCompleted(() => seen.SetResult(local.Value));
        local.Value = 2;

        sender.TryWrite(Item(1));

        Assert.Equal(1, await seen.Task.Soon());
    }

    [Fact]
    public void A_wait_gives_its_result_once_and_not_before_it_is_there()
    {
        var (sender, receiver) = CreateOneshot();
        var awaiter = receiver.GetAwaiter();
        Func<T> collect = () => awaiter.GetResult();
        Assert.Throws<InvalidOperationException>(() => _ = collect());

        sender.TryWrite(Item(1));

        Assert.Equal(Item(1), collect());
        Assert.Throws<InvalidOperationException>(() => _ = collect());
    }
}
