using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace Channels.Tests.Contracts;

// The waits themselves: awaited once, resumed elsewhere, used again.
public abstract partial class ChannelContract<T, TItems>
{
    [Fact]
    [SuppressMessage("Reliability", "CA2012", Justification = "The misuse is the subject.")]
    public async Task A_read_that_is_awaited_twice_throws()
    {
        var (writer, reader) = Create();
        ValueTask<T> read = reader.ReadAsync();
        writer.TryWrite(Item(1));
        Assert.Equal(Item(1), await read);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await read);
    }

    [Fact]
    [SuppressMessage("Reliability", "CA2012", Justification = "The misuse is the subject.")]
    public async Task A_wait_to_read_that_is_awaited_twice_throws()
    {
        var (writer, reader) = Create();
        ValueTask<bool> wait = reader.WaitToReadAsync();
        writer.TryWrite(Item(1));
        Assert.True(await wait);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await wait);
    }

    [Fact]
    [SuppressMessage("Reliability", "CA2012", Justification = "The misuse is the subject.")]
    public async Task The_second_of_two_awaits_throws_and_the_first_goes_on()
    {
        var (writer, reader) = Create();
        ValueTask<T> read = reader.ReadAsync();
        Task<T> first = read.AsTask();

        Assert.Throws<InvalidOperationException>(() => { _ = read.AsTask(); });

        writer.TryWrite(Item(1));
        Assert.Equal(Item(1), await first.Soon());
    }

    [Fact]
    [SuppressMessage("Reliability", "CA2012", Justification = "The misuse is the subject.")]
    public async Task A_result_that_is_asked_for_too_early_throws_and_does_not_spoil_the_wait()
    {
        var (writer, reader) = Create();
        ValueTask<T> read = reader.ReadAsync();

        Assert.Throws<InvalidOperationException>(() => read.GetAwaiter().GetResult());

        writer.TryWrite(Item(1));
        Assert.Equal(Item(1), await read);
    }

    [Fact]
    public async Task A_second_read_throws_or_waits_behind_the_first_which_goes_on()
    {
        var (writer, reader) = Create();
        Task<T> first = reader.ReadAsync().AsTask();

        Task<T> second = Awaited(() => reader.ReadAsync());

        if (HasOneReader) await Assert.ThrowsAsync<InvalidOperationException>(() => second.Soon());
        else Assert.False(second.IsCompleted);
        writer.TryWrite(Item(1));
        Assert.Equal(Item(1), await first.Soon());
        if (HasOneReader) return;
        Assert.False(second.IsCompleted);
        writer.TryWrite(Item(2));
        Assert.Equal(Item(2), await second.Soon());
    }

    [Fact]
    public async Task A_second_wait_to_read_throws_or_is_told_as_well()
    {
        var (writer, reader) = Create();
        Task<bool> first = reader.WaitToReadAsync().AsTask();

        Task<bool> second = Awaited(() => reader.WaitToReadAsync());

        if (HasOneReader) await Assert.ThrowsAsync<InvalidOperationException>(() => second.Soon());
        writer.TryWrite(Item(1));
        Assert.True(await first.Soon());
        if (!HasOneReader) Assert.True(await second.Soon());
    }

    [Fact]
    public async Task The_reader_does_not_go_on_inside_the_call_that_wakes_it()
    {
        var (writer, reader) = Create();
        int writing = Environment.CurrentManagedThreadId;
        bool isWriting = false;
        TaskCompletionSource<bool> resumedInside = new();
        ResumeOnPool(reader.ReadAsync(), () =>
            resumedInside.SetResult(Volatile.Read(ref isWriting) && Environment.CurrentManagedThreadId == writing));

        Volatile.Write(ref isWriting, true);
        writer.TryWrite(Item(1));
        Volatile.Write(ref isWriting, false);

        Assert.False(await resumedInside.Task.Soon());
    }

    [Fact]
    public async Task The_reader_goes_on_in_the_context_it_waited_in()
    {
        var (writer, reader) = Create();
        CountingContext context = new();
        Task<bool> wait;
        using (context.Enter()) wait = ReadInContextAsync(reader, context);

        writer.TryWrite(Item(1));

        Assert.True(await wait.Soon());
        Assert.Equal(1, context.Posts);
    }

    [Fact]
    public async Task The_reader_goes_on_in_the_scheduler_it_waited_in()
    {
        var (writer, reader) = Create();
        TaskScheduler scheduler = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
        TaskCompletionSource waiting = new();
        Task<TaskScheduler> read = Task.Factory.StartNew(
            async () =>
            {
                ValueTask<T> pending = reader.ReadAsync();
                waiting.SetResult();
                await pending;
                return TaskScheduler.Current;
            },
            CancellationToken.None,
            TaskCreationOptions.None,
            scheduler).Unwrap();
        await waiting.Task.Soon();

        writer.TryWrite(Item(1));

        Assert.Same(scheduler, await read.Soon());
    }

    // A call that throws at once is a task that failed.
    private static async Task<TResult> Awaited<TResult>(Func<ValueTask<TResult>> call) => await call();

    private static void ResumeOnPool(ValueTask<T> task, Action resume) =>
        task.ConfigureAwait(false).GetAwaiter().OnCompleted(resume);

    private static async Task<bool> ReadInContextAsync(ChannelReader<T> reader, SynchronizationContext context)
    {
        await reader.ReadAsync();
        return SynchronizationContext.Current == context;
    }
}
