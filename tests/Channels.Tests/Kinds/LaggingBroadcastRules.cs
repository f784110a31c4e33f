using System.Threading.Channels;
using Channels.Tests.Contracts;

namespace Channels.Tests.Kinds;

/// <summary>What a lagging broadcast does when a receiver falls behind: the rules of tokio's, with the lag as data.</summary>
public sealed class LaggingBroadcastRules
{
    [Fact]
    public void Every_receiver_gets_every_value_while_it_keeps_up()
    {
        var (sender, first) = Broadcast.Lagging<int>(3);
        LaggingReceiver<int> second = sender.Subscribe();
        for (int i = 0; i < 10; i++)
        {
            Assert.True(sender.TryWrite(i));
            Assert.Equal([$"{i}"], Drain(first));
            Assert.Equal([$"{i}"], Drain(second));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100)]
    public void Exactly_the_last_of_the_capacity_are_kept(int capacity)
    {
        var (sender, receiver) = Broadcast.Lagging<int>(capacity);
        for (int i = 0; i < 2 * capacity + 1; i++) Assert.True(sender.TryWrite(i));

        Assert.Equal(capacity, sender.Count);
        Assert.Equal([$"missed {capacity + 1}", .. Enumerable.Range(capacity + 1, capacity).Select(i => $"{i}")], Drain(receiver));
    }

    [Fact]
    public void A_lagging_receiver_is_told_how_many_it_missed_and_goes_on_at_the_oldest()
    {
        var (sender, receiver) = Broadcast.Lagging<int>(2);
        for (int i = 1; i <= 5; i++) sender.TryWrite(i);

        Assert.Equal(3, receiver.Missed);
        Assert.Equal(["missed 3", "4", "5"], Drain(receiver));
        Assert.Equal(0, receiver.Missed);
        sender.TryWrite(6);
        Assert.Equal(["6"], Drain(receiver));
    }

    [Fact]
    public void Lag_that_grows_before_it_is_told_is_told_once()
    {
        var (sender, receiver) = Broadcast.Lagging<int>(1);
        sender.TryWrite(1);
        sender.TryWrite(2);
        sender.TryWrite(3);
        sender.TryWrite(4);

        Assert.Equal(["missed 3", "4"], Drain(receiver));
    }

    [Fact]
    public void A_second_lag_before_the_next_value_is_a_lag_of_its_own()
    {
        var (sender, receiver) = Broadcast.Lagging<int>(2);
        for (int i = 1; i <= 3; i++) sender.TryWrite(i);
        Assert.True(receiver.TryRead(out Lagging<int> lag));
        Assert.Equal(1, lag.Missed);

        sender.TryWrite(4);

        Assert.Equal(["missed 1", "3", "4"], Drain(receiver));
    }

    [Fact]
    public void One_receiver_lags_and_the_other_does_not()
    {
        var (sender, slow) = Broadcast.Lagging<int>(2);
        LaggingReceiver<int> fast = sender.Subscribe();
        sender.TryWrite(1);
        sender.TryWrite(2);
        Assert.Equal(["1", "2"], Drain(fast));
        sender.TryWrite(3);

        Assert.Equal(["3"], Drain(fast));
        Assert.Equal(["missed 1", "2", "3"], Drain(slow));
    }

    [Fact]
    public void What_everybody_has_read_is_not_kept()
    {
        var (sender, receiver) = Broadcast.Lagging<int>(2);
        sender.TryWrite(1);
        sender.TryWrite(2);
        Assert.Equal(0, sender.FreeCapacity);
        Drain(receiver);

        Assert.Equal(0, sender.Count);
        Assert.Equal(2, sender.FreeCapacity);
        sender.TryWrite(3);
        sender.TryWrite(4);
        Assert.Equal(["3", "4"], Drain(receiver));
    }

    [Fact]
    public void Count_is_how_many_reads_succeed_the_gap_being_one()
    {
        var (sender, receiver) = Broadcast.Lagging<int>(3);
        sender.TryWrite(1);
        sender.TryWrite(2);
        Assert.Equal(2, receiver.Count);
        for (int i = 3; i <= 6; i++) sender.TryWrite(i);

        Assert.Equal(4, receiver.Count);
        Assert.Equal(3, receiver.Missed);

        for (int left = 4; left > 0; left--)
        {
            Assert.Equal(left, receiver.Count);
            Assert.True(receiver.TryRead(out _));
        }

        Assert.Equal(0, receiver.Count);
    }

    [Fact]
    public void Peeking_shows_the_gap_first()
    {
        var (sender, receiver) = Broadcast.Lagging<int>(1);
        sender.TryWrite(1);
        sender.TryWrite(2);

        Assert.True(receiver.TryPeek(out Lagging<int> gap));
        Assert.Equal(1, gap.Missed);
        Assert.False(gap.TryGet(out _));
        receiver.TryRead(out _);
        Assert.True(receiver.TryPeek(out Lagging<int> value));
        Assert.True(value.TryGet(out int two));
        Assert.Equal(2, two);
    }

    [Fact]
    public async Task After_the_last_sender_lag_is_told_then_what_is_left_then_the_end()
    {
        var (sender, receiver) = Broadcast.Lagging<int>(2);
        for (int i = 1; i <= 3; i++) sender.TryWrite(i);
        Task completion = receiver.Completion;

        sender.Dispose();

        Assert.False(completion.IsCompleted);
        Assert.True(await receiver.WaitToReadAsync());
        Assert.Equal(["missed 1", "2", "3"], Drain(receiver));
        Assert.False(receiver.TryRead(out _, out ReadStatus status));
        Assert.Equal(ReadStatus.Closed, status);
        await completion.Soon();
    }

    [Fact]
    public async Task Without_receivers_a_write_is_closed_and_a_subscriber_opens_it_again()
    {
        var (sender, receiver) = Broadcast.Lagging<int>(2);
        Task closed = sender.Closed;
        sender.TryWrite(1);
        receiver.Dispose();

        await closed.Soon();
        Assert.Equal(WriteStatus.Closed, await sender.TryWriteAsync(2));
        Assert.Equal(WriteStatus.Closed, sender.ForceWrite(2, out _));
        await Assert.ThrowsAsync<ChannelClosedException>(async () => await sender.WriteAsync(2));
        Assert.False(await sender.WaitToWriteAsync());

        LaggingReceiver<int> next = sender.Subscribe();

        Assert.False(sender.IsClosed);
        Assert.False(sender.Closed.IsCompleted);
        sender.TryWrite(3);
        Assert.Equal(["3"], Drain(next));
    }

    [Fact]
    public void A_subscriber_starts_now_and_has_missed_nothing()
    {
        var (sender, receiver) = Broadcast.Lagging<int>(1);
        for (int i = 0; i < 5; i++) sender.TryWrite(i);

        LaggingReceiver<int> late = receiver.Resubscribe();

        Assert.Equal(0, late.Missed);
        Assert.Empty(Drain(late));
        sender.TryWrite(5);
        Assert.Equal(["5"], Drain(late));
        Assert.Equal(["missed 5", "5"], Drain(receiver));
    }

    [Fact]
    public void A_subscriber_of_a_closed_channel_finds_the_end()
    {
        var (sender, receiver) = Broadcast.Lagging<int>(1);
        sender.TryWrite(1);
        sender.Dispose();

        LaggingReceiver<int> late = receiver.Resubscribe();

        Assert.False(late.TryRead(out _, out ReadStatus status));
        Assert.Equal(ReadStatus.Closed, status);
    }

    [Fact]
    public void A_clone_has_missed_what_its_origin_has()
    {
        var (sender, receiver) = Broadcast.Lagging<int>(2);
        for (int i = 1; i <= 3; i++) sender.TryWrite(i);

        LaggingReceiver<int> clone = receiver.Clone();

        Assert.Equal(["missed 1", "2", "3"], Drain(receiver));
        Assert.Equal(["missed 1", "2", "3"], Drain(clone));
        Assert.Equal(0, sender.Count);
    }

    [Fact]
    public async Task A_receiver_that_waits_misses_nothing_however_late_it_goes_on()
    {
        var (sender, receiver) = Broadcast.Lagging<int>(1);
        ValueTask<Lagging<int>> read = receiver.ReadAsync();

        sender.TryWrite(1);
        sender.TryWrite(2);
        sender.TryWrite(3);

        Assert.Equal(new Lagging<int>(1, 0), await read);
        Assert.Equal(["missed 1", "3"], Drain(receiver));
    }

    [Fact]
    public void What_is_overwritten_can_be_had_back()
    {
        var (sender, receiver) = Broadcast.Lagging<int>(1);
        Assert.Equal(WriteStatus.Written, sender.ForceWrite(1, out _));

        Assert.Equal(WriteStatus.Displaced, sender.ForceWrite(2, out int displaced));

        Assert.Equal(1, displaced);
        Assert.True(sender.TryWrite(3, out WriteStatus status));
        Assert.Equal(WriteStatus.Written, status);
        Assert.Equal(["missed 2", "3"], Drain(receiver));
    }

    [Fact]
    public void A_receiver_that_is_disposed_takes_its_lag_with_it()
    {
        var (sender, fast) = Broadcast.Lagging<int>(2);
        LaggingReceiver<int> slow = sender.Subscribe();
        for (int i = 1; i <= 4; i++)
        {
            sender.TryWrite(i);
            Drain(fast);
        }

        Assert.Equal(2, sender.Count);
        slow.Dispose();

        Assert.Equal(0, sender.Count);
        sender.TryWrite(5);
        Assert.Equal(["5"], Drain(fast));
    }

    [Fact]
    public async Task Who_closes_and_takes_gets_what_not_everybody_has_read_and_the_others_are_told()
    {
        var (sender, fast) = Broadcast.Lagging<int>(3);
        LaggingReceiver<int> slow = sender.Subscribe();
        for (int i = 1; i <= 4; i++) sender.TryWrite(i);
        Assert.Equal(["missed 1", "2", "3", "4"], Drain(fast));

        IReadOnlyList<int> taken = sender.CloseAndTake();

        Assert.Equal([2, 3, 4], taken);
        Assert.Equal(["missed 4"], Drain(slow));
        await slow.Completion.Soon();
        await fast.Completion.Soon();
    }

    [Fact]
    public async Task The_values_alone_are_read_only_with_somebody_to_tell_of_the_gaps()
    {
        var (sender, receiver) = Broadcast.Lagging<int>(2);
        for (int i = 1; i <= 5; i++) sender.TryWrite(i);
        sender.Dispose();
        List<string> seen = [];

        await foreach (int value in receiver.ReadValuesAsync(missed => seen.Add($"missed {missed}"))) seen.Add($"{value}");

        Assert.Equal(["missed 3", "4", "5"], seen);
        Assert.Throws<ArgumentNullException>(() => { _ = receiver.ReadValuesAsync(null!).GetAsyncEnumerator().MoveNextAsync().AsTask().GetAwaiter().GetResult(); });
    }

    [Fact]
    public async Task Permits_are_there_at_once_and_the_end_waits_for_them()
    {
        var (sender, receiver) = Broadcast.Lagging<int>(2);
        sender.TryWrite(1);
        sender.TryWrite(2);
        Permit<int> permit = await sender.ReserveAsync(2);
        sender.Dispose();
        Assert.Equal(["1", "2"], Drain(receiver));
        Task<Lagging<int>> read = receiver.ReadAsync().AsTask();

        permit.Write(3);
        Assert.Equal(new Lagging<int>(3, 0), await read.Soon());
        Assert.False(receiver.TryRead(out _, out ReadStatus status));
        Assert.Equal(ReadStatus.Empty, status);
        permit.Dispose();

        Assert.False(receiver.TryRead(out _, out status));
        Assert.Equal(ReadStatus.Closed, status);
        await receiver.Completion.Soon();
    }

    [Fact]
    public void Its_handles_are_told_from_those_of_others()
    {
        var (sender, receiver) = Broadcast.Lagging<int>(1);
        var (other, _) = Broadcast.Lagging<int>(1);

        Assert.True(sender.IsSameChannel(receiver));
        Assert.True(receiver.IsSameChannel(sender.Clone()));
        Assert.True(receiver.IsSameChannel(receiver.Clone()));
        Assert.False(other.IsSameChannel(receiver));
    }

    [Fact]
    public void Received_and_missed_are_together_what_was_sent()
    {
        int seed = Random.Shared.Next();
        Random random = new(seed);
        for (int round = 0; round < 200; round++)
        {
            int capacity = random.Next(1, 6);
            var (sender, origin) = Broadcast.Lagging<int>(capacity);
            List<(LaggingReceiver<int> Receiver, int Next)> receivers = [(origin, 0)];
            int sent = 0;
            for (int step = 0; step < 100; step++)
            {
                int at = random.Next(receivers.Count);
                var (receiver, next) = receivers[at];
                switch (random.Next(8))
                {
                    case < 4:
                        Assert.True(sender.TryWrite(sent++));
                        break;
                    case < 6:
                        if (receiver.TryRead(out Lagging<int> read)) receivers[at] = (receiver, Follow(read, next, seed));
                        break;
                    case 6 when receivers.Count < 4:
                        receivers.Add(random.Next(2) == 0 ? (receiver.Clone(), next) : (sender.Subscribe(), sent));
                        break;
                    case 7 when receivers.Count > 1:
                        receiver.Dispose();
                        receivers.RemoveAt(at);
                        break;
                }

                Assert.InRange(sender.Count, 0, capacity);
            }

            sender.Dispose();
            foreach (var (receiver, start) in receivers)
            {
                int next = start;
                while (receiver.TryRead(out Lagging<int> read)) next = Follow(read, next, seed);
                Assert.True(next == sent, $"seed {seed}: got to {next} of {sent}");
            }
        }
    }

    private static int Follow(Lagging<int> read, int next, int seed)
    {
        if (!read.HasValue) return next + (int)read.Missed;
        Assert.True(read.Value == next, $"seed {seed}: {read.Value} came instead of {next}");
        return next + 1;
    }

    private static List<string> Drain(LaggingReceiver<int> receiver)
    {
        List<string> read = [];
        while (receiver.TryRead(out Lagging<int> next)) read.Add(next.HasValue ? $"{next.Value}" : $"missed {next.Missed}");
        return read;
    }
}
