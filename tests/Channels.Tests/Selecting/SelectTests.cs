using Channels.Tests.Contracts;
using Microsoft.Extensions.Time.Testing;

namespace Channels.Tests.Selecting;

public sealed class SelectTests
{
    [Fact]
    public async Task A_value_that_is_there_is_taken_without_a_wait()
    {
        var (sender, receiver) = Mpsc.Unbounded<int>();
        sender.TryWrite(7);
        using Select select = new();
        SelectRead<int> read = select.Read(receiver);

        ValueTask<SelectCase?> next = select.NextAsync();

        Assert.True(next.IsCompletedSuccessfully);
        Assert.Same(read, await next);
        Assert.True(read.TryGet(out int value));
        Assert.Equal(7, value);
        Assert.False(read.TryGet(out _));
    }

    [Fact]
    public async Task A_wait_ends_with_the_channel_that_gets_a_value_and_the_others_keep_theirs()
    {
        var (firstSender, first) = Mpsc.Unbounded<int>();
        var (secondSender, second) = Mpsc.Unbounded<string>();
        using Select select = new();
        SelectRead<int> number = select.Read(first);
        SelectRead<string> word = select.Read(second);

        Task<SelectCase?> next = select.NextAsync().AsTask();
        secondSender.TryWrite("two");
        Assert.Same(word, await next.Soon());
        firstSender.TryWrite(1);

        Assert.True(word.TryGet(out string? text));
        Assert.Equal("two", text);
        Assert.Equal(1, await first.ReadAsync());
        Assert.Equal(ReadStatus.Empty, number.Status);
    }

    [Fact]
    public async Task Both_channels_written_before_the_wait_is_over_are_both_read_in_two_waits()
    {
        var (firstSender, first) = Mpsc.Unbounded<int>();
        var (secondSender, second) = Mpsc.Unbounded<int>();
        using Select select = new();
        SelectRead<int> one = select.Read(first);
        SelectRead<int> two = select.Read(second);

        Task<SelectCase?> next = select.NextAsync().AsTask();
        firstSender.TryWrite(1);
        secondSender.TryWrite(2);
        HashSet<SelectCase?> chosen = [await next.Soon(), await select.NextAsync()];

        Assert.Equal([one, two], chosen.OfType<SelectRead<int>>().OrderBy(read => read.TryGet(out int value) ? value : 0));
        Assert.Equal(0, first.Count + second.Count);
    }

    [Fact]
    public async Task A_channel_that_closes_is_chosen_once_and_then_no_more()
    {
        var (sender, receiver) = Mpsc.Unbounded<int>();
        using Select select = new();
        SelectRead<int> read = select.Read(receiver);

        Task<SelectCase?> next = select.NextAsync().AsTask();
        sender.Dispose();

        Assert.Same(read, await next.Soon());
        Assert.Equal(ReadStatus.Closed, read.Status);
        Assert.False(read.TryGet(out _));
        Assert.False(read.IsEnabled);
        Assert.Null(await select.NextAsync());
    }

    [Fact]
    public async Task Without_an_enabled_case_there_is_nothing_to_wait_for()
    {
        var (_, receiver) = Mpsc.Unbounded<int>();
        using Select select = new();
        Assert.Null(await select.NextAsync());

        SelectRead<int> read = select.Read(receiver);
        read.IsEnabled = false;

        Assert.Null(await select.NextAsync());
        Assert.Null(select.TryNext());
    }

    [Fact]
    public async Task A_cancelled_wait_has_consumed_nothing()
    {
        var (sender, receiver) = Mpsc.Unbounded<int>();
        using Select select = new();
        SelectRead<int> read = select.Read(receiver);
        using CancellationTokenSource cancel = new();

        Task<SelectCase?> next = select.NextAsync(cancel.Token).AsTask();
        await cancel.CancelAsync();
        OperationCanceledException thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.Soon());
        sender.TryWrite(3);

        Assert.Equal(cancel.Token, thrown.CancellationToken);
        Assert.Equal(1, receiver.Count);
        Assert.Same(read, await select.NextAsync());
    }

    [Fact]
    public async Task A_cancelled_token_wins_even_if_a_value_is_there()
    {
        var (sender, receiver) = Mpsc.Unbounded<int>();
        sender.TryWrite(1);
        using Select select = new();
        select.Read(receiver);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => select.NextAsync(new CancellationToken(true)).AsTask());
        Assert.Equal(1, receiver.Count);
    }

    [Fact]
    public async Task A_second_wait_is_refused_and_the_first_goes_on()
    {
        var (sender, receiver) = Mpsc.Unbounded<int>();
        using Select select = new();
        SelectRead<int> read = select.Read(receiver);
        Task<SelectCase?> next = select.NextAsync().AsTask();

        await Assert.ThrowsAsync<InvalidOperationException>(() => select.NextAsync().AsTask());
        Assert.Throws<InvalidOperationException>(() => select.TryNext());
        Assert.Throws<InvalidOperationException>(() => read.IsEnabled = false);
        Assert.Throws<InvalidOperationException>(() => select.Read(receiver));
        sender.TryWrite(1);

        Assert.Same(read, await next.Soon());
    }

    [Fact]
    public async Task A_select_beside_a_pending_read_of_a_single_reader_is_refused_and_harms_neither()
    {
        var (sender, receiver) = Mpsc.Unbounded<int>();
        using Select select = new();
        SelectRead<int> read = select.Read(receiver);
        Task<int> pending = receiver.ReadAsync().AsTask();

        await Assert.ThrowsAsync<InvalidOperationException>(() => select.NextAsync().AsTask());
        sender.TryWrite(1);
        Assert.Equal(1, await pending.Soon());
        sender.TryWrite(2);

        Assert.Same(read, await select.NextAsync());
    }

    [Fact]
    public async Task A_timeout_is_chosen_when_nothing_else_was_for_so_long()
    {
        FakeTimeProvider time = new();
        var (sender, receiver) = Mpsc.Unbounded<int>();
        using Select select = new();
        SelectRead<int> read = select.Read(receiver);
        SelectTimeout timeout = select.After(TimeSpan.FromSeconds(5), time);

        Task<SelectCase?> next = select.NextAsync().AsTask();
        time.Advance(TimeSpan.FromSeconds(4));
        Assert.False(next.IsCompleted);
        sender.TryWrite(1);
        Assert.Same(read, await next.Soon());

        next = select.NextAsync().AsTask();
        time.Advance(TimeSpan.FromSeconds(4.5));
        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Same(timeout, await next.Soon());
    }

    [Fact]
    public async Task A_timeout_of_zero_is_chosen_only_if_nothing_else_is_ready()
    {
        var (sender, receiver) = Mpsc.Unbounded<int>();
        using Select select = new();
        SelectTimeout timeout = select.After(TimeSpan.Zero);
        SelectRead<int> read = select.Read(receiver);

        Assert.Same(timeout, await select.NextAsync());
        for (int value = 0; value < 20; value++)
        {
            sender.TryWrite(value);
            Assert.Same(read, await select.NextAsync());
        }
    }

    [Fact]
    public async Task A_declared_order_takes_the_first_that_is_ready()
    {
        var (firstSender, first) = Mpsc.Unbounded<int>();
        var (secondSender, second) = Mpsc.Unbounded<int>();
        using Select select = new(SelectOrder.Declared);
        SelectRead<int> one = select.Read(first);
        SelectRead<int> two = select.Read(second);
        for (int value = 0; value < 10; value++)
        {
            firstSender.TryWrite(value);
            secondSender.TryWrite(value);
        }

        for (int value = 0; value < 10; value++) Assert.Same(one, await select.NextAsync());
        for (int value = 0; value < 10; value++) Assert.Same(two, await select.NextAsync());
    }

    [Fact]
    public async Task A_random_order_takes_each_of_those_that_are_ready_about_as_often()
    {
        const int Waits = 4000;
        using Select select = new();
        List<SelectCase> cases = [];
        for (int channel = 0; channel < 4; channel++)
        {
            var (sender, receiver) = Mpsc.Unbounded<int>();
            for (int value = 0; value < Waits; value++) sender.TryWrite(value);
            cases.Add(select.Read(receiver));
        }

        Dictionary<SelectCase, int> hits = cases.ToDictionary(@case => @case, _ => 0);
        for (int wait = 0; wait < Waits; wait++) hits[(await select.NextAsync())!]++;

        // As crossbeam has it: each at least half as often as its share.
        Assert.All(hits.Values, hit => Assert.InRange(hit, Waits / 4 / 2, Waits));
    }

    [Fact]
    public void An_unknown_order_and_a_negative_timeout_are_refused_at_the_door()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Select((SelectOrder)7));
        using Select select = new();
        Assert.Throws<ArgumentOutOfRangeException>(() => select.After(TimeSpan.FromSeconds(-2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => select.After(Timeout.InfiniteTimeSpan));
        Assert.Throws<ArgumentNullException>(() => select.Read<int>(null!));
    }
}
