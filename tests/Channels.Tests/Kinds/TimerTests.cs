using System.Threading.Channels;
using Channels.Tests.Contracts;
using Microsoft.Extensions.Time.Testing;

namespace Channels.Tests.Kinds;

public sealed class TimerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new();
    private readonly DateTimeOffset _start;

    public TimerTests() => _start = _time.GetUtcNow();

    [Fact]
    public async Task After_a_time_there_is_one_instant_and_then_the_end()
    {
        using SharedReceiver<DateTimeOffset> timer = Timers.After(Second, _time);
        Task<DateTimeOffset> read = timer.ReadAsync().AsTask();
        _time.Advance(Second / 2);
        Assert.False(read.IsCompleted);

        _time.Advance(Second);

        Assert.Equal(_start + Second, await read.Soon());
        await timer.Completion.Soon();
        await Assert.ThrowsAsync<ChannelClosedException>(() => timer.ReadAsync().Soon());
        Assert.False(await timer.WaitToReadAsync().Soon());
    }

    [Fact]
    public void An_instant_that_is_due_is_there_without_anybody_having_waited()
    {
        using SharedReceiver<DateTimeOffset> timer = Timers.After(Second, _time);
        Assert.False(timer.TryRead(out _, out ReadStatus before));

        _time.Advance(10 * Second);

        Assert.Equal(ReadStatus.Empty, before);
        Assert.Equal(1, timer.Count);
        Assert.True(timer.TryPeek(out DateTimeOffset peeked));
        Assert.True(timer.TryRead(out DateTimeOffset instant));
        Assert.Equal((_start + Second, _start + Second), (peeked, instant));
        Assert.False(timer.TryRead(out _, out ReadStatus after));
        Assert.Equal(ReadStatus.Closed, after);
    }

    [Fact]
    public async Task At_a_time_it_gives_that_time_and_one_that_has_passed_is_due_at_once()
    {
        using SharedReceiver<DateTimeOffset> future = Timers.At(_start + Second, _time);
        using SharedReceiver<DateTimeOffset> past = Timers.At(_start - Second, _time);

        Assert.Equal(_start - Second, await past.ReadAsync().Soon());
        Assert.False(future.TryRead(out _));
        _time.Advance(Second);
        Assert.Equal(_start + Second, await future.ReadAsync().Soon());
    }

    [Fact]
    public async Task A_tick_that_is_waited_for_comes_every_period()
    {
        using SharedReceiver<DateTimeOffset> timer = Timers.Tick(Second, _time);
        for (int tick = 1; tick <= 3; tick++)
        {
            Task<DateTimeOffset> read = timer.ReadAsync().AsTask();
            _time.Advance(Second);
            Assert.Equal(_start + (tick * Second), await read.Soon());
        }
    }

    [Fact]
    public void A_late_reader_gets_the_tick_that_was_due_once_and_the_next_a_period_after_its_read()
    {
        using SharedReceiver<DateTimeOffset> timer = Timers.Tick(Second, _time);
        _time.Advance(5.5 * Second);

        Assert.True(timer.TryRead(out DateTimeOffset late));
        Assert.Equal(_start + Second, late);
        Assert.False(timer.TryRead(out _));
        _time.Advance(Second - TimeSpan.FromTicks(1));
        Assert.False(timer.TryRead(out _));
        _time.Advance(TimeSpan.FromTicks(1));

        Assert.True(timer.TryRead(out DateTimeOffset next));
        Assert.Equal(_start + (6.5 * Second), next);
    }

    [Fact]
    public async Task A_tick_goes_to_one_reader_first_come_first_served()
    {
        using SharedReceiver<DateTimeOffset> timer = Timers.Tick(Second, _time);
        using SharedReceiver<DateTimeOffset> clone = timer.Clone();
        Task<DateTimeOffset> first = timer.ReadAsync().AsTask();
        Task<DateTimeOffset> second = clone.ReadAsync().AsTask();

        _time.Advance(Second);
        Assert.Equal(_start + Second, await first.Soon());
        Assert.False(second.IsCompleted);
        _time.Advance(Second);

        Assert.Equal(_start + (2 * Second), await second.Soon());
    }

    [Fact]
    public async Task Who_waits_to_read_is_told_and_leaves_the_tick()
    {
        using SharedReceiver<DateTimeOffset> timer = Timers.Tick(Second, _time);
        Task<bool> wait = timer.WaitToReadAsync().AsTask();

        _time.Advance(Second);

        Assert.True(await wait.Soon());
        Assert.True(timer.TryRead(out _));
    }

    [Fact]
    public async Task Who_waits_to_read_a_tick_that_another_took_is_told_of_the_next()
    {
        using SharedReceiver<DateTimeOffset> timer = Timers.Tick(Second, _time);
        Task<bool> wait = timer.WaitToReadAsync().AsTask();
        Task<DateTimeOffset> read = timer.ReadAsync().AsTask();
        _time.Advance(Second);
        await read.Soon();
        Assert.False(wait.IsCompleted);

        _time.Advance(Second);

        Assert.True(await wait.Soon());
    }

    [Fact]
    public async Task A_cancelled_wait_leaves_the_instant_for_the_next()
    {
        using SharedReceiver<DateTimeOffset> timer = Timers.After(Second, _time);
        using CancellationTokenSource cts = new();
        Task<DateTimeOffset> cancelled = timer.ReadAsync(cts.Token).AsTask();
        Task<bool> cancelledWait = timer.WaitToReadAsync(cts.Token).AsTask();

        await cts.CancelAsync();
        _time.Advance(Second);

        OperationCanceledException thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.Soon());
        Assert.Equal(cts.Token, thrown.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelledWait.Soon());
        Assert.Equal(_start + Second, await timer.ReadAsync().Soon());
    }

    [Fact]
    public async Task When_two_wait_for_one_instant_the_second_learns_of_the_end()
    {
        using SharedReceiver<DateTimeOffset> timer = Timers.After(Second, _time);
        Task<DateTimeOffset> first = timer.ReadAsync().AsTask();
        Task<DateTimeOffset> second = timer.ReadAsync().AsTask();
        Task<bool> third = timer.WaitToReadAsync().AsTask();

        _time.Advance(Second);

        await first.Soon();
        await Assert.ThrowsAsync<ChannelClosedException>(() => second.Soon());
        Assert.False(await third.Soon());
    }

    [Fact]
    public async Task Closing_ends_the_waits_and_stops_the_clock()
    {
        SharedReceiver<DateTimeOffset> timer = Timers.Tick(Second, _time);
        Task<DateTimeOffset> read = timer.ReadAsync().AsTask();

        Assert.True(timer.Close());

        await Assert.ThrowsAsync<ChannelClosedException>(() => read.Soon());
        _time.Advance(10 * Second);
        Assert.False(timer.TryRead(out _));
        await timer.Completion.Soon();
        await timer.Closed.Soon();
    }

    [Fact]
    public void An_instant_that_was_due_before_the_close_can_still_be_read()
    {
        SharedReceiver<DateTimeOffset> timer = Timers.Tick(Second, _time);
        _time.Advance(Second);

        timer.Close();

        Assert.False(timer.Completion.IsCompleted);
        Assert.True(timer.TryRead(out _));
        Assert.True(timer.Completion.IsCompleted);
        _time.Advance(Second);
        Assert.False(timer.TryRead(out _));
    }

    [Fact]
    public async Task The_last_receiver_that_is_disposed_closes_it()
    {
        SharedReceiver<DateTimeOffset> timer = Timers.Tick(Second, _time);
        SharedReceiver<DateTimeOffset> clone = timer.Clone();
        Task<DateTimeOffset> read = clone.ReadAsync().AsTask();
        timer.Dispose();
        Assert.False(read.IsCompleted);

        clone.Dispose();

        await Assert.ThrowsAsync<ChannelClosedException>(() => read.Soon());
        Assert.Throws<ObjectDisposedException>(() => clone.TryRead(out _));
    }

    [Fact]
    public async Task A_wait_longer_than_a_timer_can_be_set_for_is_waited_in_pieces()
    {
        TimeSpan delay = TimeSpan.FromDays(100);
        using SharedReceiver<DateTimeOffset> timer = Timers.After(delay, _time);
        Task<DateTimeOffset> read = timer.ReadAsync().AsTask();
        for (int day = 0; day < 99; day++) _time.Advance(TimeSpan.FromDays(1));
        Assert.False(read.IsCompleted);

        _time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(_start + delay, await read.Soon());
    }

    [Fact]
    public async Task Never_gives_nothing_until_it_is_closed()
    {
        SharedReceiver<string> never = Timers.Never<string>();
        Task<string> read = never.ReadAsync().AsTask();
        Assert.Equal((0, false, false), (never.Count, never.IsClosed, never.TryRead(out _)));

        never.Dispose();

        await Assert.ThrowsAsync<ChannelClosedException>(() => read.Soon());
    }

    [Fact]
    public async Task A_select_waits_for_a_timer_beside_a_channel()
    {
        var (sender, receiver) = Mpmc.Unbounded<int>();
        using SharedReceiver<DateTimeOffset> timer = Timers.After(Second, _time);
        using Select select = new();
        SelectRead<int> value = select.Read(receiver);
        SelectRead<DateTimeOffset> fired = select.Read(timer);
        Task<SelectCase?> first = select.NextAsync().AsTask();
        sender.TryWrite(1);
        Assert.Same(value, await first.Soon());

        Task<SelectCase?> second = select.NextAsync().AsTask();
        _time.Advance(Second);

        Assert.Same(fired, await second.Soon());
        Assert.True(fired.TryGet(out DateTimeOffset instant));
        Assert.Equal(_start + Second, instant);
    }

    [Fact]
    public async Task A_timer_of_the_system_fires()
    {
        using SharedReceiver<DateTimeOffset> timer = Timers.Tick(TimeSpan.FromMilliseconds(3));
        DateTimeOffset first = await timer.ReadAsync().Soon();

        Assert.True(await timer.ReadAsync().Soon() >= first + TimeSpan.FromMilliseconds(3));
    }

    [Fact]
    public void Times_that_a_timer_cannot_be_set_to_are_refused_at_the_door()
    {
        Assert.Equal("delay", Assert.Throws<ArgumentOutOfRangeException>(() => Timers.After(-Second)).ParamName);
        Assert.Equal("delay", Assert.Throws<ArgumentOutOfRangeException>(() => Timers.After(TimeSpan.MaxValue)).ParamName);
        Assert.Equal("period", Assert.Throws<ArgumentOutOfRangeException>(() => Timers.Tick(TimeSpan.Zero)).ParamName);
        Assert.Equal("period", Assert.Throws<ArgumentOutOfRangeException>(() => Timers.Tick(TimeSpan.MaxValue)).ParamName);
    }

    [Fact]
    public void A_timer_has_no_senders_and_room_for_its_instant_only()
    {
        using SharedReceiver<DateTimeOffset> timer = Timers.Tick(Second, _time);

        Assert.Equal((0, 1, 1, 0), (timer.SenderCount, timer.ReceiverCount, timer.Capacity, timer.FreeCapacity));
    }

    [Fact]
    public async Task A_tick_that_meets_the_cancellation_of_the_first_in_line_goes_to_the_next()
    {
        int seed = Environment.TickCount;
        Random random = new(seed);
        using SharedReceiver<DateTimeOffset> timer = Timers.Tick(Second, _time);
        for (int round = 1; round <= 1_000; round++)
        {
            // Not disposed: the pool may be cancelling it.
            CancellationTokenSource cts = new();
            Task<DateTimeOffset> doomed = timer.ReadAsync(cts.Token).AsTask();
            Task<DateTimeOffset> kept = timer.ReadAsync().AsTask();
            Task storm = Task.Run(cts.Cancel);
            if (random.Next(4) == 0) await storm;
            _time.Advance(Second);
            await storm;
            await doomed.ContinueWith(static _ => { }, TaskScheduler.Default).Soon();

            // One of the two has the tick, and only one; the other has the next.
            if (doomed.IsCompletedSuccessfully)
            {
                Assert.False(kept.IsCompleted, $"round {round}, seed {seed}");
                _time.Advance(Second);
            }

            await kept.Soon();
            Assert.True(timer.Count == 0, $"round {round}, seed {seed}");
        }
    }
}
