using System.Diagnostics.CodeAnalysis;

namespace Channels.Tests.Contracts;

// How a wait for room ends otherwise: cancelled, closed, misused.
public abstract partial class BoundedContract<T, TItems>
{
    [Fact]
    public async Task A_cancelled_write_is_not_in_the_channel()
    {
        var (sender, receiver) = CreateFull();
        using CancellationTokenSource cts = new();
        Task write = sender.WriteAsync(Item(-1), cts.Token).AsTask();

        await cts.CancelAsync();

        await AssertCancelled(write, cts.Token);
        AssertHolds(receiver, 0, capacity);
        Assert.False(receiver.TryRead(out _));
        Assert.True(sender.TryWrite(Item(1)));
    }

    [Fact]
    public async Task A_cancelled_write_leaves_its_place_to_those_behind()
    {
        var (sender, receiver) = CreateFull();
        using CancellationTokenSource cts = new();
        Task first = sender.WriteAsync(Item(capacity)).AsTask();
        Task second = sender.WriteAsync(Item(-1), cts.Token).AsTask();
        Task third = sender.WriteAsync(Item(capacity + 1)).AsTask();

        await cts.CancelAsync();
        await AssertCancelled(second, cts.Token);

        AssertHolds(receiver, 0, 2);
        await first.Soon();
        await third.Soon();
        AssertHolds(receiver, 2, capacity);
    }

    [Fact]
    public async Task A_cancelled_wait_to_write_is_out_of_the_line()
    {
        var (sender, receiver) = CreateFull();
        using CancellationTokenSource cts = new();
        Task<bool> wait = sender.WaitToWriteAsync(cts.Token).AsTask();

        await cts.CancelAsync();

        await AssertCancelled(wait, cts.Token);
        receiver.TryRead(out _);
        Assert.True(sender.TryWrite(Item(capacity)));
    }

    [Fact]
    public async Task A_token_that_is_cancelled_after_the_write_was_let_in_does_nothing()
    {
        var (sender, receiver) = CreateFull();
        using CancellationTokenSource cts = new();
        Task write = sender.WriteAsync(Item(capacity), cts.Token).AsTask();
        receiver.TryRead(out _);

        await cts.CancelAsync();

        await write.Soon();
        AssertHolds(receiver, 1, capacity);
    }

    [Fact]
    public async Task Closing_fails_waiting_writes_and_their_values_are_not_taken()
    {
        var (sender, receiver) = CreateFull();
        InvalidTimeZoneException error = new();
        Task[] writes = [sender.WriteAsync(Item(-1)).AsTask(), sender.WriteAsync(Item(-2)).AsTask()];

        sender.Complete(error);

        foreach (Task write in writes) await AssertClosed(write, error);
        AssertHolds(receiver, 0, capacity);
        await AssertClosed(receiver.ReadAsync().AsTask(), error);
    }

    [Fact]
    public async Task Closing_ends_waits_for_room()
    {
        var (sender, _) = CreateFull();
        Task<bool> wait = sender.WaitToWriteAsync().AsTask();

        sender.Complete();

        Assert.False(await wait.Soon());
    }

    [Fact]
    public async Task Closing_with_an_error_ends_waits_for_room_with_it_unwrapped()
    {
        var (sender, _) = CreateFull();
        InvalidTimeZoneException error = new();
        Task<bool> wait = sender.WaitToWriteAsync().AsTask();

        sender.Complete(error);

        Assert.Same(error, await Assert.ThrowsAsync<InvalidTimeZoneException>(() => wait.Soon()));
    }

    [Fact]
    public async Task Closing_with_a_cancellation_cancels_waiting_writers()
    {
        var (sender, _) = CreateFull();
        Task write = sender.WriteAsync(Item(-1)).AsTask();
        Task<bool> wait = sender.WaitToWriteAsync().AsTask();

        sender.Complete(new OperationCanceledException(CancelledToken));

        await AssertCancelled(write, CancelledToken);
        await AssertCancelled(wait, CancelledToken);
    }

    [Fact]
    public async Task A_receiver_that_closes_fails_waiting_writes()
    {
        var (sender, receiver) = CreateFull();
        Task write = sender.WriteAsync(Item(-1)).AsTask();

        receiver.Close();

        await AssertClosed(write, null);
        AssertHolds(receiver, 0, capacity);
    }

    [Fact]
    public async Task The_last_sender_fails_its_own_waiting_write()
    {
        var (sender, receiver) = CreateFull();
        Task write = sender.WriteAsync(Item(-1)).AsTask();

        sender.Dispose();

        await AssertClosed(write, null);
        AssertHolds(receiver, 0, capacity);
    }

    [Fact]
    public async Task A_sender_that_is_not_the_last_leaves_its_waiting_write_in_line()
    {
        var (sender, receiver) = CreateFull();
        using Sender<T> other = sender.Clone();
        Task write = sender.WriteAsync(Item(capacity)).AsTask();

        sender.Dispose();

        AssertHolds(receiver, 0, 1);
        await write.Soon();
        AssertHolds(receiver, 1, capacity);
    }

    [Fact]
    [SuppressMessage("Reliability", "CA2012", Justification = "The misuse is the subject.")]
    public async Task A_write_that_is_awaited_twice_throws_and_does_not_harm_the_next_one()
    {
        var (sender, receiver) = CreateFull();
        using CancellationTokenSource cts = new();
        ValueTask used = sender.WriteAsync(Item(capacity));
        receiver.TryRead(out _);
        await used;
        Task next = sender.WriteAsync(Item(-1), cts.Token).AsTask();

        Assert.Throws<InvalidOperationException>(() => used.GetAwaiter().GetResult());

        await cts.CancelAsync();
        await AssertCancelled(next, cts.Token);
        AssertHolds(receiver, 1, capacity);
    }

    [Fact]
    public async Task The_writer_does_not_go_on_inside_the_read_that_lets_it_in()
    {
        var (sender, receiver) = CreateFull();
        int reading = Environment.CurrentManagedThreadId;
        bool isReading = false;
        TaskCompletionSource<bool> resumedInside = new();
        ResumeOnPool(sender.WriteAsync(Item(capacity)), () =>
            resumedInside.SetResult(Volatile.Read(ref isReading) && Environment.CurrentManagedThreadId == reading));

        Volatile.Write(ref isReading, true);
        receiver.TryRead(out _);
        Volatile.Write(ref isReading, false);

        Assert.False(await resumedInside.Task.Soon());
    }

    private static void ResumeOnPool(ValueTask task, Action resume) =>
        task.ConfigureAwait(false).GetAwaiter().OnCompleted(resume);
}
