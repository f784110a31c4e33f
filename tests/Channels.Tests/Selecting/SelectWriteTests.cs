using Channels.Tests.Contracts;

namespace Channels.Tests.Selecting;

public sealed class SelectWriteTests
{
    [Fact]
    public async Task A_write_waits_for_room_and_the_value_is_in_the_channel_when_it_is_chosen()
    {
        var (sender, receiver) = Mpmc.Bounded<int>(1);
        sender.TryWrite(1);
        using Select select = new();
        SelectWrite<int> write = select.Write(sender, 2);

        Task<SelectCase?> next = select.NextAsync().AsTask();
        Assert.False(next.IsCompleted);
        Assert.Equal(1, await receiver.ReadAsync());

        Assert.Same(write, await next.Soon());
        Assert.Equal(WriteStatus.Written, write.Status);
        Assert.Equal(2, await receiver.ReadAsync());
        Assert.False(write.IsEnabled);
        Assert.Null(await select.NextAsync());
    }

    [Fact]
    public async Task A_value_that_was_not_sent_stays_with_its_case()
    {
        var (full, _) = Mpmc.Bounded<string>(1);
        full.TryWrite("first");
        var (sender, receiver) = Mpsc.Unbounded<int>();
        using Select select = new();
        SelectWrite<string> write = select.Write(full, "second");
        SelectRead<int> read = select.Read(receiver);

        Task<SelectCase?> next = select.NextAsync().AsTask();
        sender.TryWrite(1);

        Assert.Same(read, await next.Soon());
        Assert.Equal("second", write.Item);
        Assert.Equal(WriteStatus.Full, write.Status);
        Assert.Equal(1, full.Count);
    }

    [Fact]
    public async Task The_next_value_is_offered_after_the_first_was_sent()
    {
        var (sender, receiver) = Mpmc.Unbounded<int>();
        using Select select = new();
        SelectWrite<int> write = select.Write(sender, 0);
        for (int value = 1; value <= 3; value++)
        {
            Assert.Same(write, await select.NextAsync());
            write.Offer(value);
        }

        Assert.Equal(3, receiver.Count);
    }

    [Fact]
    public async Task A_write_to_a_channel_that_closes_is_chosen_and_keeps_its_value()
    {
        var (sender, receiver) = Mpmc.Bounded<int>(1);
        sender.TryWrite(1);
        using Select select = new();
        SelectWrite<int> write = select.Write(sender, 2);

        Task<SelectCase?> next = select.NextAsync().AsTask();
        receiver.Close();

        Assert.Same(write, await next.Soon());
        Assert.Equal(WriteStatus.Closed, write.Status);
        Assert.Equal(2, write.Item);
        Assert.Null(await select.NextAsync());
    }

    [Fact]
    public async Task A_cancelled_write_has_written_nothing_and_those_behind_it_go_on()
    {
        var (sender, receiver) = Mpmc.Bounded<int>(1);
        sender.TryWrite(1);
        using Select select = new();
        SelectWrite<int> write = select.Write(sender, 2);
        using CancellationTokenSource cancel = new();

        Task<SelectCase?> next = select.NextAsync(cancel.Token).AsTask();
        Task behind = sender.WriteAsync(3).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.Soon());

        Assert.Equal(1, await receiver.ReadAsync());
        await behind.Soon();
        Assert.Equal(3, await receiver.ReadAsync());
        Assert.Equal(2, write.Item);
    }

    [Fact]
    public async Task Room_is_reserved_and_given_back_if_nobody_takes_the_permit()
    {
        var (sender, receiver) = Mpmc.Bounded<int>(2);
        sender.TryWrite(1);
        using Select select = new();
        SelectPermit<int> reserve = select.Reserve(sender, 2);

        Task<SelectCase?> next = select.NextAsync().AsTask();
        Assert.False(next.IsCompleted);
        await receiver.ReadAsync();

        Assert.Same(reserve, await next.Soon());
        Assert.Equal(0, sender.FreeCapacity);
        Assert.True(reserve.TryGet(out Permit<int> permit));
        Assert.False(reserve.TryGet(out _));
        permit.Write(5);
        permit.Dispose();
        Assert.Equal(1, sender.FreeCapacity);
    }

    [Fact]
    public void More_room_than_there_ever_is_is_refused_at_the_door()
    {
        var (sender, _) = Mpmc.Bounded<int>(2);
        using Select select = new();
        Assert.Throws<ArgumentOutOfRangeException>(() => select.Reserve(sender, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => select.Reserve(sender, 0));
    }

    [Fact]
    public async Task Two_selects_meet_over_a_rendezvous()
    {
        var (sender, receiver) = Mpmc.Rendezvous<int>();
        using Select reading = new();
        using Select writing = new();
        SelectRead<int> read = reading.Read(receiver);
        SelectWrite<int> write = writing.Write(sender, 7);

        Task<SelectCase?> first = reading.NextAsync().AsTask();
        Task<SelectCase?> second = writing.NextAsync().AsTask();

        Assert.Same(read, await first.Soon());
        Assert.Same(write, await second.Soon());
        Assert.True(read.TryGet(out int value));
        Assert.Equal(7, value);
    }

    [Fact]
    public async Task A_select_with_both_ends_of_a_rendezvous_does_not_meet_itself()
    {
        var (sender, receiver) = Mpmc.Rendezvous<int>();
        using Select select = new();
        SelectRead<int> read = select.Read(receiver);
        SelectWrite<int> write = select.Write(sender, 1);

        Task<SelectCase?> next = select.NextAsync().AsTask();
        Assert.False(next.IsCompleted);
        Assert.Equal(1, await receiver.ReadAsync());

        Assert.Same(write, await next.Soon());
        Assert.Equal(ReadStatus.Empty, read.Status);
    }

    [Fact]
    public async Task A_value_is_handed_to_one_of_two_selects_and_the_other_waits_on()
    {
        var (sender, receiver) = Mpmc.Unbounded<int>();
        using Select first = new();
        using Select second = new();
        first.Read(receiver);
        second.Read(receiver);

        Task<SelectCase?> one = first.NextAsync().AsTask();
        Task<SelectCase?> two = second.NextAsync().AsTask();
        sender.TryWrite(1);
        await one.Soon();
        Assert.False(two.IsCompleted);
        sender.TryWrite(2);

        await two.Soon();
        Assert.Equal(0, receiver.Count);
    }

    [Fact]
    public async Task Selects_that_race_over_many_channels_lose_and_double_nothing()
    {
        const int Values = 20_000;
        var (firstSender, first) = Mpmc.Bounded<int>(1);
        var (secondSender, second) = Mpmc.Rendezvous<int>();
        int[] seen = new int[Values];
        Task[] readers = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            using Select select = new();
            SelectRead<int> one = select.Read(first);
            SelectRead<int> two = select.Read(second);
            while (await select.NextAsync() is { } chosen)
            {
                if (((SelectRead<int>)chosen).TryGet(out int value)) Interlocked.Increment(ref seen[value]);
            }
        }))];

        int next = -1;
        Task[] writers = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            using Select select = new();
            SelectWrite<int> one = select.Write(firstSender, 0);
            SelectWrite<int> two = select.Write(secondSender, 0);
            while (Interlocked.Increment(ref next) is var value && value < Values)
            {
                one.Offer(value);
                two.Offer(value);
                await select.NextAsync();
            }
        }))];

        await Task.WhenAll(writers).WaitAsync(TimeSpan.FromMinutes(1));
        firstSender.Close();
        secondSender.Close();
        await Task.WhenAll(readers).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.All(seen, times => Assert.Equal(1, times));
    }
}
