using System.Threading.Channels;
using Channels.Tests.Contracts;
using Microsoft.Extensions.Time.Testing;

namespace Channels.Tests.Kinds;

/// <summary>The rules of tokio's watch, and where ours differ.</summary>
public class WatchTests
{
    [Fact]
    public async Task A_subscriber_has_seen_the_newest_value()
    {
        var (sender, _) = Watch.Create(0);
        sender.TryWrite(1);

        using WatchReceiver<int> late = sender.Subscribe();

        Assert.False(late.HasChanged);
        Assert.Equal(1, late.Value);
        sender.TryWrite(2);
        Assert.Equal(2, await late.ReadAsync());
    }

    [Fact]
    public void A_clone_has_seen_what_the_receiver_has_it_was_made_of()
    {
        var (sender, receiver) = Watch.Create(0);
        sender.TryWrite(1);

        using WatchReceiver<int> unseen = receiver.Clone();
        receiver.TryRead(out _);
        using WatchReceiver<int> seen = receiver.Clone();

        Assert.True(unseen.HasChanged);
        Assert.False(seen.HasChanged);
        Assert.Equal(3, sender.ReceiverCount);
    }

    [Fact]
    public async Task An_unseen_value_can_be_read_after_the_end_and_then_comes_the_end()
    {
        var (sender, receiver) = Watch.Create(0);
        sender.TryWrite(1);

        sender.Dispose();

        Assert.True(receiver.IsClosed);
        Assert.True(receiver.HasChanged);
        Assert.Equal(1, await receiver.ReadAsync());
        await Assert.ThrowsAsync<ChannelClosedException>(async () => await receiver.ReadAsync());
        Assert.Equal(1, receiver.Value);
    }

    [Fact]
    public async Task A_seen_value_can_be_marked_as_changed_and_is_read_again()
    {
        var (_, receiver) = Watch.Create(7);

        receiver.MarkChanged();

        Assert.True(receiver.HasChanged);
        Assert.Equal(7, await receiver.ReadAsync());
        Assert.False(receiver.HasChanged);
    }

    [Fact]
    public async Task Marking_as_changed_ends_a_wait_of_this_receiver_and_of_no_other()
    {
        var (_, receiver) = Watch.Create(7);
        using WatchReceiver<int> other = receiver.Clone();
        Task<int> read = receiver.ReadAsync().AsTask();
        Task<int> others = other.ReadAsync().AsTask();

        receiver.MarkChanged();

        Assert.Equal(7, await read.Soon());
        Assert.False(others.IsCompleted);
    }

    [Fact]
    public void An_unseen_value_can_be_marked_as_unchanged()
    {
        var (sender, receiver) = Watch.Create(0);
        sender.TryWrite(1);

        receiver.MarkUnchanged();

        Assert.False(receiver.HasChanged);
        Assert.False(receiver.TryRead(out _));
    }

    [Fact]
    public void The_newest_value_can_be_read_seen_or_not()
    {
        var (sender, receiver) = Watch.Create(0);
        Assert.Equal(0, receiver.ReadCurrent());
        sender.TryWrite(1);

        Assert.Equal(1, receiver.ReadCurrent());

        Assert.False(receiver.HasChanged);
    }

    [Fact]
    public async Task Without_receivers_a_write_fails_and_does_not_store()
    {
        var (sender, receiver) = Watch.Create(0);
        Task closed = sender.Closed;
        Assert.False(closed.IsCompleted);

        receiver.Dispose();

        await closed.Soon();
        Assert.True(sender.IsClosed);
        Assert.False(sender.TryWrite(1, out WriteStatus status));
        Assert.Equal(WriteStatus.Closed, status);
        await Assert.ThrowsAsync<ChannelClosedException>(async () => await sender.WriteAsync(1));
        Assert.False(await sender.WaitToWriteAsync());
        Assert.Equal(0, sender.Value);
    }

    [Fact]
    public void Without_receivers_replacing_and_modifying_still_store()
    {
        var (sender, receiver) = Watch.Create(0);
        receiver.Dispose();

        Assert.Equal(0, sender.Replace(1));
        Assert.Equal(2, sender.Modify((ref value) => value++));
        Assert.True(sender.ModifyIf((ref value) => ++value == 3));

        Assert.Equal(3, sender.Value);
        Assert.Equal(3, sender.Subscribe().Value);
    }

    [Fact]
    public async Task Subscribing_opens_a_channel_again_that_nobody_received_from()
    {
        var (sender, receiver) = Watch.Create(0);
        receiver.Dispose();
        Task before = sender.Closed;

        using WatchReceiver<int> late = sender.Subscribe();

        Assert.True(before.IsCompleted);
        Assert.False(sender.IsClosed);
        Assert.False(sender.Closed.IsCompleted);
        Task<int> read = late.ReadAsync().AsTask();
        Assert.True(sender.TryWrite(1));
        Assert.Equal(1, await read.Soon());
    }

    [Fact]
    public void Subscribing_does_not_open_a_channel_that_was_closed()
    {
        var (sender, receiver) = Watch.Create(0);
        sender.Close();
        receiver.Dispose();

        using WatchReceiver<int> late = sender.Subscribe();

        Assert.True(sender.IsClosed);
        Assert.False(sender.TryWrite(1));
        Assert.Throws<ChannelClosedException>(() => sender.Replace(1));
        Assert.Throws<ChannelClosedException>(() => sender.Modify((ref value) => value++));
        Assert.False(late.TryRead(out _, out ReadStatus status));
        Assert.Equal(ReadStatus.Closed, status);
        Assert.Equal(0, late.Value);
    }

    [Fact]
    public async Task A_modifier_that_decides_not_to_tells_nobody_and_stores_nothing()
    {
        var (sender, receiver) = Watch.Create(1);
        Task<int> read = receiver.ReadAsync().AsTask();

        Assert.False(sender.ModifyIf((ref value) =>
        {
            value = 100;
            return false;
        }));

        Assert.False(read.IsCompleted);
        Assert.Equal(1, sender.Value);
        Assert.True(sender.ModifyIf((ref value) => ++value == 2));
        Assert.Equal(2, await read.Soon());
    }

    [Fact]
    public void A_modifier_that_throws_tells_nobody_and_stores_nothing()
    {
        var (sender, receiver) = Watch.Create(1);

        Assert.Throws<InvalidTimeZoneException>(() => sender.Modify((ref value) =>
        {
            value = 100;
            throw new InvalidTimeZoneException();
        }));

        Assert.False(receiver.HasChanged);
        Assert.Equal(1, sender.Value);
        Assert.Equal(2, sender.Modify((ref value) => value++));
    }

    [Fact]
    public void A_modifier_runs_again_if_another_value_came_meanwhile()
    {
        var (sender, receiver) = Watch.Create(1);
        List<int> given = [];

        int stored = sender.Modify((ref value) =>
        {
            given.Add(value);
            if (given.Count == 1) Elsewhere(() => sender.TryWrite(10));
            value++;
        });

        Assert.Equal(11, stored);
        Assert.Equal([1, 10], given);
        Assert.Equal(11, receiver.Value);
    }

    [Fact]
    public void A_modifier_that_writes_to_its_own_channel_is_told_so()
    {
        var (sender, _) = Watch.Create(1);

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => sender.Modify((ref value) => sender.TryWrite(value + 1)));

        Assert.StartsWith("A modifier wrote to the channel it modifies", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, sender.Value);
    }

    [Fact]
    public void Nobody_is_held_up_by_a_modifier_that_runs()
    {
        var (sender, receiver) = Watch.Create(1);
        bool isWritten = false;

        sender.ModifyIf((ref value) =>
        {
            // Looking, reading and writing from elsewhere, all while user code runs: with a lock this would hang.
            Elsewhere(() => isWritten = receiver.Value == 1 && sender.TryWrite(5) && receiver.TryRead(out _));
            return false;
        });

        Assert.True(isWritten);
    }

    [Fact]
    public async Task Waiting_for_a_predicate_begins_with_the_newest_value_seen_or_not()
    {
        var (_, receiver) = Watch.Create(3);

        ValueTask<int> wait = receiver.WaitForAsync(value => value == 3);

        Assert.True(wait.IsCompletedSuccessfully);
        Assert.Equal(3, await wait);
    }

    [Fact]
    public async Task Waiting_for_a_predicate_gives_the_very_value_that_was_accepted()
    {
        var (sender, receiver) = Watch.Create(0);
        List<int> asked = [];
        Task<int> wait = receiver.WaitForAsync(value =>
        {
            lock (asked) asked.Add(value);
            // A newer value comes while this one is being accepted.
            if (value == 2) sender.TryWrite(3);
            return value == 2;
        }).AsTask();

        sender.TryWrite(2);

        Assert.Equal(2, await wait.Soon());
        Assert.Equal([0, 2], asked);
        Assert.True(receiver.HasChanged);
        Assert.Equal(3, receiver.Value);
    }

    [Fact]
    public async Task Waiting_for_a_predicate_on_a_closed_channel_looks_at_its_last_value()
    {
        var (sender, receiver) = Watch.Create(3);
        sender.Dispose();

        Assert.Equal(3, await receiver.WaitForAsync(value => value == 3));
        await Assert.ThrowsAsync<ChannelClosedException>(async () => await receiver.WaitForAsync(value => value == 4));
    }

    [Fact]
    public async Task A_predicate_that_throws_ends_its_wait_and_nothing_else()
    {
        var (sender, receiver) = Watch.Create(0);

        await Assert.ThrowsAsync<InvalidTimeZoneException>(async () => await receiver.WaitForAsync(_ => throw new InvalidTimeZoneException()));

        sender.TryWrite(1);
        Assert.Equal(1, await receiver.ReadAsync());
    }

    [Fact]
    public async Task A_wait_for_a_predicate_can_be_cancelled_and_has_seen_nothing_that_it_would_have_accepted()
    {
        var (sender, receiver) = Watch.Create(0);
        using CancellationTokenSource cts = new();
        Task<int> wait = receiver.WaitForAsync(value => value == 5, cts.Token).AsTask();

        await cts.CancelAsync();

        OperationCanceledException thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.Soon());
        Assert.Equal(cts.Token, thrown.CancellationToken);
        sender.TryWrite(5);
        Assert.Equal(5, await receiver.ReadAsync());
    }

    [Fact]
    public async Task A_wait_for_a_predicate_ends_with_its_time()
    {
        var (sender, receiver) = Watch.Create(0);
        FakeTimeProvider clock = new();
        Task<ReadResult<int>> late = receiver.TryWaitForAsync(value => value == 5, TimeSpan.FromSeconds(1), clock).AsTask();
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(ReadStatus.Empty, (await late.Soon()).Status);

        Task<ReadResult<int>> inTime = receiver.TryWaitForAsync(value => value == 5, TimeSpan.FromSeconds(1), clock).AsTask();
        sender.TryWrite(5);
        Assert.Equal(new ReadResult<int>(ReadStatus.Read, 5), await inTime.Soon());

        sender.Close();
        Assert.Equal(ReadStatus.Closed, (await receiver.TryWaitForAsync(value => value == 6, TimeSpan.FromSeconds(1), clock).Soon()).Status);
    }

    [Fact]
    public async Task A_plain_thread_can_wait_for_a_predicate_and_a_thread_of_the_pool_is_refused()
    {
        var (sender, receiver) = Watch.Create(0);
        int found = 0;
        Thread waiting = new(() => found = receiver.WaitFor(value => value == 2));
        waiting.Start();
        sender.TryWrite(1);
        sender.TryWrite(2);
        Assert.True(waiting.Join(TimeSpan.FromSeconds(10)));

        Assert.Equal(2, found);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Task.Run(() => receiver.WaitFor(_ => true)));
    }

    [Fact]
    public async Task A_receiver_that_is_disposed_ends_its_waits_and_those_of_no_other()
    {
        var (sender, receiver) = Watch.Create(0);
        using WatchReceiver<int> other = receiver.Clone();
        Task<int> read = receiver.ReadAsync().AsTask();
        Task<bool> wait = receiver.WaitToReadAsync().AsTask();
        Task<int> others = other.ReadAsync().AsTask();
        Task completion = receiver.Completion;

        receiver.Dispose();

        await Assert.ThrowsAsync<ChannelClosedException>(() => read.Soon());
        Assert.False(await wait.Soon());
        await completion.Soon();
        Assert.Throws<ObjectDisposedException>(() => receiver.Value);
        Assert.False(sender.IsClosed);
        sender.TryWrite(1);
        Assert.Equal(1, await others.Soon());
    }

    [Fact]
    public async Task Each_receiver_completes_when_it_has_seen_the_last_value()
    {
        var (sender, receiver) = Watch.Create(0);
        using WatchReceiver<int> other = receiver.Clone();
        Task first = receiver.Completion;
        Task second = other.Completion;
        sender.TryWrite(1);
        receiver.TryRead(out _);

        sender.Close();

        await first.Soon();
        Assert.False(second.IsCompleted);
        other.MarkUnchanged();
        await second.Soon();
    }

    [Fact]
    public void Closing_without_a_rest_leaves_nothing_to_read_and_disposes_nothing()
    {
        DisposableValue value = new();
        var (sender, receiver) = Watch.Create(new DisposableValue());
        sender.TryWrite(value);

        Assert.Equal(0, receiver.CloseAndDiscard());

        Assert.False(receiver.HasChanged);
        Assert.False(receiver.TryRead(out _, out ReadStatus status));
        Assert.Equal(ReadStatus.Closed, status);
        Assert.Same(value, receiver.Value);
        receiver.Dispose();
        sender.Dispose();
        Assert.False(value.IsDisposed);
    }

    [Fact]
    public void Senders_are_counted_and_the_last_one_closes_for_ever()
    {
        var (sender, receiver) = Watch.Create(0);
        WatchSender<int> second = sender.Clone();
        WeakSender<int> weak = sender.Downgrade();
        Assert.Equal(2, receiver.SenderCount);

        sender.Dispose();
        Assert.False(receiver.IsClosed);
        Assert.True(second.IsSameChannel(receiver));
        Assert.True(receiver.IsSameChannel(receiver.Clone()));
        Assert.False(second.IsSameChannel(Watch.Create(0).Receiver));
        second.Dispose();

        Assert.True(receiver.IsClosed);
        Assert.Null(weak.Upgrade());
        Assert.Throws<ObjectDisposedException>(() => second.Value);
    }

    [Fact]
    public void The_count_of_those_who_have_not_seen_follows_receivers_that_come_and_go()
    {
        var (sender, receiver) = Watch.Create(0);
        using WatchReceiver<int> other = receiver.Clone();
        sender.TryWrite(1);
        WatchReceiver<int> third = other.Clone();

        receiver.TryRead(out _);
        other.TryRead(out _);
        Assert.Equal(1, sender.Count);
        third.Dispose();
        Assert.Equal(0, sender.Count);

        other.MarkChanged();
        other.MarkChanged();
        Assert.Equal(1, sender.Count);
        other.MarkUnchanged();
        Assert.Equal(0, sender.Count);
    }

    [Fact]
    public async Task A_select_waits_for_a_change_beside_other_reads_and_takes_it_once()
    {
        var (sender, receiver) = Watch.Create(0);
        var (other, others) = Mpsc.Unbounded<string>();
        using Select select = new();
        SelectRead<int> change = select.Read(receiver);
        SelectRead<string> word = select.Read(others);
        Task<SelectCase?> chosen = select.NextAsync().AsTask();

        sender.TryWrite(1);

        Assert.Same(change, await chosen.Soon());
        Assert.True(change.TryGet(out int value));
        Assert.Equal((1, false), (value, receiver.HasChanged));
        chosen = select.NextAsync().AsTask();
        other.TryWrite("word");
        Assert.Same(word, await chosen.Soon());
        sender.TryWrite(2);
        Assert.Equal(2, await receiver.ReadAsync());
    }

    private static void Elsewhere(Action action)
    {
        Thread thread = new(() => action());
        thread.Start();
        Assert.True(thread.Join(TimeSpan.FromSeconds(10)), "The other thread was held up.");
    }

    private sealed class DisposableValue : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
