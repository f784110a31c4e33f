using System.Threading.Channels;

namespace Channels.Tests.Contracts;

// What a closed channel answers, and what the error it was closed with becomes.
public abstract partial class ChannelContract<T, TItems>
{
    [Fact]
    public void Only_the_first_to_complete_completes()
    {
        var (writer, _) = Create();

        Assert.True(writer.TryComplete());
        Assert.False(writer.TryComplete());
        Assert.Throws<ChannelClosedException>(() => writer.Complete());
    }

    [Fact]
    public async Task The_first_error_counts()
    {
        var (writer, reader) = Create();
        InvalidTimeZoneException first = new();
        writer.TryComplete(first);

        Assert.False(writer.TryComplete(new NotSupportedException()));

        await AssertClosed(reader.ReadAsync().AsTask(), first);
    }

    [Fact]
    public async Task An_error_after_a_clean_end_is_not_looked_at()
    {
        var (writer, reader) = Create();
        writer.Complete();

        Assert.False(writer.TryComplete(new NotSupportedException()));

        await AssertClosed(reader.ReadAsync().AsTask(), null);
        Assert.False(await reader.WaitToReadAsync());
        await reader.Completion.Soon();
    }

    [Fact]
    public void A_closed_channel_takes_nothing()
    {
        var (writer, reader) = Create();
        writer.Complete();

        Assert.False(writer.TryWrite(Item(1)));
        Assert.False(reader.TryRead(out _));
        Assert.Equal(0, reader.Count);
    }

    [Fact]
    public async Task A_closed_channel_still_hands_out_what_it_held()
    {
        var (writer, reader) = Create();
        writer.TryWrite(Item(1));

        writer.TryComplete();

        Assert.True(await reader.WaitToReadAsync());
        Assert.Equal(Item(1), await reader.ReadAsync());
        await AssertClosed(reader.ReadAsync().AsTask(), null);
        Assert.False(await reader.WaitToReadAsync());
    }

    [Fact]
    public async Task A_clean_end_answers_false_to_waits_and_throws_without_a_cause()
    {
        var (writer, reader) = Create();
        writer.Complete();

        Assert.False(await reader.WaitToReadAsync());
        Assert.False(await writer.WaitToWriteAsync());
        await AssertClosed(reader.ReadAsync().AsTask(), null);
        await AssertClosed(writer.WriteAsync(Item(1)).AsTask(), null);
    }

    [Fact]
    public async Task An_error_is_thrown_raw_by_waits_and_wrapped_by_reads_and_writes()
    {
        var (writer, reader) = Create();
        InvalidTimeZoneException error = new();
        writer.Complete(error);

        Assert.Same(error, await Assert.ThrowsAsync<InvalidTimeZoneException>(async () => await reader.WaitToReadAsync()));
        Assert.Same(error, await Assert.ThrowsAsync<InvalidTimeZoneException>(async () => await writer.WaitToWriteAsync()));
        await AssertClosed(reader.ReadAsync().AsTask(), error);
        await AssertClosed(writer.WriteAsync(Item(1)).AsTask(), error);
    }

    [Fact]
    public async Task A_cancellation_as_error_cancels_everything_with_its_token()
    {
        var (writer, reader) = Create();
        using CancellationTokenSource cts = new();
        await cts.CancelAsync();
        writer.Complete(new OperationCanceledException(cts.Token));

        await AssertCancelled(reader.ReadAsync().AsTask(), cts.Token);
        await AssertCancelled(reader.WaitToReadAsync().AsTask(), cts.Token);
        await AssertCancelled(writer.WriteAsync(Item(1)).AsTask(), cts.Token);
        await AssertCancelled(writer.WaitToWriteAsync().AsTask(), cts.Token);
        await AssertCancelled(reader.Completion, cts.Token);
    }

    [Fact]
    public async Task A_cancellation_without_a_token_cancels_everything_too()
    {
        var (writer, reader) = Create();
        Task completion = reader.Completion;

        writer.Complete(new OperationCanceledException());

        Task[] all = [reader.ReadAsync().AsTask(), reader.WaitToReadAsync().AsTask(), writer.WriteAsync(Item(1)).AsTask(), writer.WaitToWriteAsync().AsTask(), completion];
        foreach (Task one in all)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one.Soon());
            Assert.True(one.IsCanceled);
        }
    }

    [Fact]
    public async Task Closing_ends_a_waiting_read()
    {
        var (writer, reader) = Create();
        Task<T> read = reader.ReadAsync().AsTask();

        writer.Complete();

        await AssertClosed(read, null);
    }

    [Fact]
    public async Task Closing_ends_a_wait_to_read_with_false()
    {
        var (writer, reader) = Create();
        Task<bool> wait = reader.WaitToReadAsync().AsTask();

        writer.Complete();

        Assert.False(await wait.Soon());
    }

    [Fact]
    public async Task Closing_with_an_error_ends_a_waiting_read_with_it()
    {
        var (writer, reader) = Create();
        InvalidTimeZoneException error = new();
        Task<T> read = reader.ReadAsync().AsTask();

        writer.Complete(error);

        await AssertClosed(read, error);
    }

    [Fact]
    public async Task Closing_with_an_error_ends_a_wait_to_read_with_it_unwrapped()
    {
        var (writer, reader) = Create();
        InvalidTimeZoneException error = new();
        Task<bool> wait = reader.WaitToReadAsync().AsTask();

        writer.Complete(error);

        Assert.Same(error, await Assert.ThrowsAsync<InvalidTimeZoneException>(() => wait.Soon()));
    }

    [Fact]
    public async Task Closing_with_a_cancellation_cancels_a_waiting_read()
    {
        var (writer, reader) = Create();
        Task<T> read = reader.ReadAsync().AsTask();

        writer.Complete(new OperationCanceledException(CancelledToken));

        await AssertCancelled(read, CancelledToken);
    }

    [Fact]
    public async Task Closing_with_a_cancellation_cancels_a_wait_to_read()
    {
        var (writer, reader) = Create();
        Task<bool> wait = reader.WaitToReadAsync().AsTask();

        writer.Complete(new OperationCanceledException(CancelledToken));

        await AssertCancelled(wait, CancelledToken);
    }

    [Fact]
    public async Task Completion_is_one_task_that_waits_for_the_end_and_the_last_read()
    {
        var (writer, reader) = Create();
        Task completion = reader.Completion;
        writer.TryWrite(Item(1));
        Assert.False(completion.IsCompleted);

        writer.TryComplete();

        Assert.False(completion.IsCompleted);
        Assert.Same(completion, reader.Completion);
        reader.TryRead(out _);
        await completion.Soon();
    }

    [Fact]
    public async Task Completion_that_is_asked_for_after_the_end_has_ended()
    {
        var (writer, reader) = Create();
        writer.TryWrite(Item(1));
        writer.TryComplete();
        reader.TryRead(out _);

        await reader.Completion.Soon();

        Assert.True(reader.Completion.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Completion_that_is_awaited_ends_with_an_empty_channel()
    {
        var (writer, reader) = Create();
        Task completion = reader.Completion;

        writer.Complete();

        await completion.Soon();
    }

    [Fact]
    public async Task Completion_carries_the_error_unwrapped()
    {
        var (writer, reader) = Create();
        InvalidTimeZoneException error = new();

        writer.Complete(error);

        Assert.Same(error, await Assert.ThrowsAsync<InvalidTimeZoneException>(() => reader.Completion.Soon()));
    }
}
