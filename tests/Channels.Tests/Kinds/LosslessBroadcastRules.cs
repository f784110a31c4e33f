using System.Threading.Channels;
using Channels.Tests.Contracts;

namespace Channels.Tests.Kinds;

/// <summary>What a lossless broadcast does with more than one receiver: the rules of postage's, but for what it keeps too long.</summary>
public sealed class LosslessBroadcastRules
{
    [Fact]
    public async Task Every_receiver_gets_every_value_in_the_same_order()
    {
        var (sender, first) = Broadcast.Lossless<int>(4);
        BroadcastReceiver<int> second = sender.Subscribe();
        Sender<int> other = sender.Clone();
        int[] written = [.. Enumerable.Range(0, 50)];

        Task<List<int>> one = Collect(first);
        Task<List<int>> two = Collect(second);
        foreach (int i in written) await (i % 2 == 0 ? sender : other).WriteAsync(i);
        sender.Dispose();
        other.Dispose();

        Assert.Equal(written, await one.Soon());
        Assert.Equal(written, await two.Soon());
    }

    [Fact]
    public void A_write_finds_no_room_while_one_receiver_has_not_read()
    {
        var (sender, fast) = Broadcast.Lossless<int>(2);
        using BroadcastReceiver<int> slow = fast.Clone();
        sender.TryWrite(1);
        sender.TryWrite(2);
        Assert.Equal([1, 2], Drain(fast));

        Assert.False(sender.TryWrite(3, out WriteStatus status));

        Assert.Equal(WriteStatus.Full, status);
        Assert.Equal(2, sender.Count);
        Assert.Equal(0, sender.FreeCapacity);
        Assert.Equal(0, fast.Count);
        Assert.Equal(2, slow.Count);
        Assert.True(slow.TryRead(out _));
        Assert.True(sender.TryWrite(3));
        Assert.False(sender.TryWrite(4));
    }

    [Fact]
    public async Task Writers_that_wait_for_the_slowest_come_in_first_come_first_served()
    {
        var (sender, fast) = Broadcast.Lossless<int>(1);
        using BroadcastReceiver<int> slow = fast.Clone();
        sender.TryWrite(0);
        Task[] writes = [.. Enumerable.Range(1, 4).Select(i => sender.WriteAsync(i).AsTask())];
        fast.TryRead(out _);
        Assert.All(writes, write => Assert.False(write.IsCompleted));
        Assert.False(sender.TryWrite(-1));

        for (int i = 0; i < 4; i++)
        {
            Assert.True(slow.TryRead(out int value));
            Assert.Equal(i, value);
            await writes[i].Soon();
            Assert.All(writes[(i + 1)..], later => Assert.False(later.IsCompleted));
            Assert.True(fast.TryRead(out int same));
            Assert.Equal(i + 1, same);
        }
    }

    [Fact]
    public void A_clone_keeps_the_position()
    {
        var (sender, receiver) = Broadcast.Lossless<int>(10);
        for (int i = 0; i < 5; i++) sender.TryWrite(i);
        receiver.TryRead(out _);
        receiver.TryRead(out _);

        BroadcastReceiver<int> clone = receiver.Clone();

        Assert.Equal(3, clone.Count);
        Assert.Equal([2, 3, 4], Drain(receiver));
        sender.TryWrite(5);
        Assert.Equal([2, 3, 4, 5], Drain(clone));
        Assert.Equal([5], Drain(receiver));
        Assert.Equal(0, sender.Count);
    }

    [Fact]
    public void A_subscriber_starts_now()
    {
        var (sender, receiver) = Broadcast.Lossless<int>(10);
        sender.TryWrite(1);

        BroadcastReceiver<int> late = sender.Subscribe();
        BroadcastReceiver<int> later = receiver.Resubscribe();
        sender.TryWrite(2);

        Assert.Equal([2], Drain(late));
        Assert.Equal([2], Drain(later));
        Assert.Equal([1, 2], Drain(receiver));
    }

    [Fact]
    public async Task A_receiver_that_is_disposed_releases_what_only_it_had_not_read()
    {
        var (sender, fast) = Broadcast.Lossless<int>(2);
        BroadcastReceiver<int> slow = fast.Clone();
        sender.TryWrite(1);
        sender.TryWrite(2);
        Assert.Equal([1, 2], Drain(fast));
        Task third = sender.WriteAsync(3).AsTask();
        Task fourth = sender.WriteAsync(4).AsTask();

        slow.Dispose();

        await third.Soon();
        await fourth.Soon();
        Assert.Equal([3, 4], Drain(fast));
        Assert.Equal(1, sender.ReceiverCount);
    }

    [Fact]
    public void A_receiver_in_the_middle_that_is_disposed_releases_nothing_of_the_others()
    {
        var (sender, slow) = Broadcast.Lossless<int>(3);
        BroadcastReceiver<int> middle = slow.Clone();
        for (int i = 0; i < 3; i++) sender.TryWrite(i);
        middle.TryRead(out _);

        middle.Dispose();

        Assert.False(sender.TryWrite(3));
        Assert.Equal([0, 1, 2], Drain(slow));
    }

    [Fact]
    public async Task Without_receivers_a_write_is_closed_without_waiting()
    {
        var (sender, receiver) = Broadcast.Lossless<int>(1);
        sender.TryWrite(1);
        Task waiting = sender.WriteAsync(2).AsTask();
        Task<bool> hint = sender.WaitToWriteAsync().AsTask();
        ValueTask<Permit<int>> reserving = sender.ReserveAsync();

        receiver.Dispose();

        await Assert.ThrowsAsync<ChannelClosedException>(() => waiting.Soon());
        Assert.False(await hint.Soon());
        await Assert.ThrowsAsync<ChannelClosedException>(() => reserving.Soon());
        Assert.False(sender.TryWrite(3, out WriteStatus status));
        Assert.Equal(WriteStatus.Closed, status);
        Assert.Equal(WriteStatus.Closed, await sender.TryWriteAsync(3));
        Assert.False(sender.TryReserve(out _));
        Assert.True(sender.IsClosed);
        Assert.Equal(0, sender.Count);
    }

    [Fact]
    public async Task A_subscriber_opens_a_channel_again_that_had_no_receivers()
    {
        var (sender, receiver) = Broadcast.Lossless<int>(1);
        Task closed = sender.Closed;
        receiver.Dispose();
        await closed.Soon();

        BroadcastReceiver<int> next = sender.Subscribe();

        Assert.False(sender.IsClosed);
        Assert.False(sender.Closed.IsCompleted);
        Assert.True(sender.TryWrite(1));
        Assert.Equal([1], Drain(next));
        next.Dispose();
        Assert.True(sender.IsClosed);
        Assert.True(sender.Closed.IsCompleted);
    }

    [Fact]
    public void What_was_queued_when_the_last_receiver_left_a_subscriber_does_not_see()
    {
        var (sender, receiver) = Broadcast.Lossless<int>(2);
        sender.TryWrite(1);
        sender.TryWrite(2);
        receiver.Dispose();

        BroadcastReceiver<int> next = sender.Subscribe();

        Assert.False(next.TryRead(out _, out ReadStatus status));
        Assert.Equal(ReadStatus.Empty, status);
        Assert.True(sender.TryWrite(3));
        Assert.True(sender.TryWrite(4));
        Assert.Equal([3, 4], Drain(next));
    }

    [Fact]
    public async Task After_the_last_sender_each_receiver_drains_and_then_ends()
    {
        var (sender, fast) = Broadcast.Lossless<int>(2);
        BroadcastReceiver<int> slow = fast.Clone();
        sender.TryWrite(1);
        sender.TryWrite(2);
        Drain(fast);
        Task<int> waiting = fast.ReadAsync().AsTask();

        sender.Dispose();

        await Assert.ThrowsAsync<ChannelClosedException>(() => waiting.Soon());
        await fast.Completion.Soon();
        Assert.False(slow.Completion.IsCompleted);
        Assert.Equal([1, 2], Drain(slow));
        await slow.Completion.Soon();
        Assert.False(slow.TryRead(out _, out ReadStatus status));
        Assert.Equal(ReadStatus.Closed, status);
    }

    [Fact]
    public async Task A_subscriber_of_a_closed_channel_finds_the_end()
    {
        var (sender, receiver) = Broadcast.Lossless<int>(2);
        sender.TryWrite(1);
        sender.Close();

        BroadcastReceiver<int> late = sender.Subscribe();

        Assert.False(await late.WaitToReadAsync());
        await late.Completion.Soon();
        Assert.Equal([1], Drain(receiver));
    }

    [Fact]
    public void Any_receiver_closes_for_all()
    {
        var (sender, receiver) = Broadcast.Lossless<int>(2);
        BroadcastReceiver<int> other = receiver.Clone();
        sender.TryWrite(1);

        Assert.True(other.Close());

        Assert.False(sender.TryWrite(2));
        Assert.False(receiver.Close());
        Assert.Equal([1], Drain(receiver));
        Assert.Equal([1], Drain(other));
    }

    [Fact]
    public async Task Close_and_take_hands_over_what_not_everybody_has_read_and_the_others_find_the_end()
    {
        var (sender, fast) = Broadcast.Lossless<int>(5);
        BroadcastReceiver<int> slow = fast.Clone();
        for (int i = 0; i < 4; i++) sender.TryWrite(i);
        Drain(fast);
        slow.TryRead(out _);
        Task<int> waiting = fast.ReadAsync().AsTask();

        IReadOnlyList<int> taken = sender.CloseAndTake();

        Assert.Equal([1, 2, 3], taken);
        await Assert.ThrowsAsync<ChannelClosedException>(() => waiting.Soon());
        Assert.Equal(0, slow.Count);
        Assert.False(slow.TryRead(out _, out ReadStatus status));
        Assert.Equal(ReadStatus.Closed, status);
        await slow.Completion.Soon();
        await fast.Completion.Soon();
        Assert.Empty(sender.CloseAndTake());
    }

    [Fact]
    public async Task A_second_wait_of_a_receiver_is_refused_but_others_wait_beside_it()
    {
        var (sender, receiver) = Broadcast.Lossless<int>(1);
        BroadcastReceiver<int> other = receiver.Clone();
        Task<int> first = receiver.ReadAsync().AsTask();
        Task<bool> beside = other.WaitToReadAsync().AsTask();

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await receiver.ReadAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await other.WaitToReadAsync());

        sender.TryWrite(1);
        Assert.Equal(1, await first.Soon());
        Assert.True(await beside.Soon());
        Assert.Equal([1], Drain(other));
    }

    [Fact]
    public async Task A_read_that_waits_ends_when_its_receiver_is_disposed()
    {
        var (sender, receiver) = Broadcast.Lossless<int>(1);
        BroadcastReceiver<int> other = receiver.Clone();
        Task<int> read = receiver.ReadAsync().AsTask();
        Task completion = receiver.Completion;

        receiver.Dispose();

        await Assert.ThrowsAsync<ChannelClosedException>(() => read.Soon());
        await completion.Soon();
        Assert.True(sender.TryWrite(1));
        Assert.Equal([1], Drain(other));
    }

    [Fact]
    public async Task A_value_that_all_receivers_wait_for_takes_no_room()
    {
        var (sender, receiver) = Broadcast.Lossless<int>(1);
        BroadcastReceiver<int> other = receiver.Clone();
        Task<int> one = receiver.ReadAsync().AsTask();
        Task<int> two = other.ReadAsync().AsTask();

        Assert.True(sender.TryWrite(1));
        Assert.Equal(0, sender.Count);
        Assert.True(sender.TryWrite(2));

        Assert.Equal(1, await one.Soon());
        Assert.Equal(1, await two.Soon());
        Assert.Equal([2], Drain(receiver));
        Assert.Equal([2], Drain(other));
    }

    [Fact]
    public async Task Who_does_not_read_can_be_cut_off_and_is_told()
    {
        var (sender, fast) = Broadcast.Lossless<int>(2);
        BroadcastReceiver<int> stalled = fast.Clone();
        sender.TryWrite(1);
        sender.TryWrite(2);
        Drain(fast);
        Task write = sender.WriteAsync(3).AsTask();
        Assert.False(write.IsCompleted);
        Assert.Equal(sender.Capacity, sender.Count);

        Assert.Equal(1, sender.Evict(unread: 2));

        await write.Soon();
        Assert.Equal([3], Drain(fast));
        Assert.Equal(1, sender.ReceiverCount);
        Assert.Equal(0, stalled.Count);
        Assert.False(stalled.TryRead(out _, out ReadStatus status));
        Assert.Equal(ReadStatus.Closed, status);
        ChannelClosedException read = await Assert.ThrowsAsync<ChannelClosedException>(async () => await stalled.ReadAsync());
        Assert.Equal(2, Assert.IsType<ReceiverEvictedException>(read.InnerException).Unread);
        await Assert.ThrowsAsync<ReceiverEvictedException>(async () => await stalled.WaitToReadAsync());
        await Assert.ThrowsAsync<ReceiverEvictedException>(() => stalled.Completion.Soon());
        Assert.Throws<ReceiverEvictedException>(stalled.Clone);
        using BroadcastReceiver<int> again = stalled.Resubscribe();
        sender.TryWrite(4);
        Assert.Equal([4], Drain(again));
        stalled.Dispose();
        Assert.Equal(2, sender.ReceiverCount);
    }

    [Fact]
    public void Who_keeps_up_is_never_cut_off()
    {
        var (sender, fast) = Broadcast.Lossless<int>(4);
        BroadcastReceiver<int> slower = fast.Clone();
        sender.TryWrite(1);
        sender.TryWrite(2);
        Drain(fast);

        Assert.Equal(0, sender.Evict(unread: 3));
        Assert.Equal([1, 2], Drain(slower));
        Assert.Equal(0, sender.Evict(unread: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => sender.Evict(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => sender.Evict(5));
    }

    [Fact]
    public void A_value_is_never_taken_from_the_receivers_to_make_room()
    {
        var (sender, receiver) = Broadcast.Lossless<int>(1);
        sender.TryWrite(1);

        NotSupportedException thrown = Assert.Throws<NotSupportedException>(() => sender.ForceWrite(2, out _));

        Assert.Contains("Broadcast.Lagging", thrown.Message, StringComparison.Ordinal);
        Assert.Equal([1], Drain(receiver));
    }

    [Fact]
    public void Its_handles_are_told_from_those_of_others()
    {
        var (sender, receiver) = Broadcast.Lossless<int>(1);
        var (other, _) = Broadcast.Lossless<int>(1);

        Assert.True(sender.IsSameChannel(receiver));
        Assert.True(receiver.IsSameChannel(receiver.Clone()));
        Assert.True(sender.IsSameChannel(sender.Clone()));
        Assert.True(receiver.IsSameChannel(sender));
        Assert.False(other.IsSameChannel(receiver));
        Assert.IsType<BroadcastSender<int>>(sender.Downgrade().Upgrade());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_capacity_below_one_is_refused(int capacity)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Broadcast.Lossless<int>(capacity));
        Assert.Throws<ArgumentOutOfRangeException>(() => Broadcast.Lagging<int>(capacity));
    }

    private static List<int> Drain(Receiver<int> receiver)
    {
        List<int> values = [];
        receiver.TryReadMany(values);
        return values;
    }

    private static async Task<List<int>> Collect(Receiver<int> receiver)
    {
        List<int> values = [];
        await foreach (int value in receiver.ReadAllAsync()) values.Add(value);
        return values;
    }
}
