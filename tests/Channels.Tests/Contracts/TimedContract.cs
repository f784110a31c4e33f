using Microsoft.Extensions.Time.Testing;

namespace Channels.Tests.Contracts;

/// <summary>What the verbs with a timeout promise on every channel: the clock is the caller's, and when the time is up nothing has happened.</summary>
/// <param name="capacity">The bound of the kind under test, 0 for a rendezvous; null for none.</param>
public abstract class TimedContract<T, TItems>(int? capacity)
    where TItems : IItems<T>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    private readonly FakeTimeProvider _time = new();

    protected abstract (Sender<T> Sender, Receiver<T> Receiver) Create();

    protected static T Item(int number) => TItems.Of(number);

    private (Sender<T> Sender, Receiver<T> Receiver) CreateFull()
    {
        var (sender, receiver) = Create();
        for (int i = 0; i < capacity; i++) Assert.True(sender.TryWrite(Item(i)));
        return (sender, receiver);
    }

    [Fact]
    public async Task A_read_is_given_up_when_its_time_is_up_and_has_taken_nothing()
    {
        var (sender, receiver) = Create();
        Task<ReadResult<T>> read = receiver.TryReadAsync(Limit, _time).AsTask();
        _time.Advance(Limit - TimeSpan.FromMilliseconds(1));
        Assert.False(read.IsCompleted);

        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(ReadStatus.Empty, (await read.Soon()).Status);
        ValueTask write = sender.WriteAsync(Item(1));
        Assert.Equal(Item(1), await receiver.ReadAsync());
        await write.Soon();
    }

    [Fact]
    public async Task A_value_that_comes_in_time_is_read()
    {
        var (sender, receiver) = Create();
        Task<ReadResult<T>> read = receiver.TryReadAsync(Limit, _time).AsTask();

        sender.TryWrite(Item(1));

        Assert.Equal(new ReadResult<T>(ReadStatus.Read, Item(1)), await read.Soon());
    }

    [Fact]
    public async Task A_write_is_given_up_when_its_time_is_up_and_has_written_nothing()
    {
        if (capacity is null) return;
        var (sender, receiver) = CreateFull();
        Task<WriteStatus> write = sender.TryWriteAsync(Item(-1), Limit, _time).AsTask();
        Assert.False(write.IsCompleted);

        _time.Advance(Limit);

        Assert.Equal(WriteStatus.Full, await write.Soon());
        for (int i = 0; i < capacity; i++) Assert.Equal(Item(i), await receiver.ReadAsync());
        Assert.False(receiver.TryRead(out _));
    }

    [Fact]
    public async Task Room_that_comes_in_time_is_written_to()
    {
        if (capacity is null) return;
        var (sender, receiver) = CreateFull();
        Task<WriteStatus> write = sender.TryWriteAsync(Item(-1), Limit, _time).AsTask();

        Assert.True(receiver.TryRead(out _));

        Assert.Equal(WriteStatus.Written, await write.Soon());
        Assert.Equal(capacity, receiver.Count);
    }

    [Fact]
    public async Task What_needs_no_wait_is_done_without_a_look_at_the_time()
    {
        var (sender, receiver) = Create();
        if (capacity == 0)
        {
            Assert.Equal(WriteStatus.Full, await sender.TryWriteAsync(Item(1), TimeSpan.Zero, _time));
            Assert.Equal(ReadStatus.Empty, (await receiver.TryReadAsync(TimeSpan.Zero, _time)).Status);
            return;
        }

        Assert.Equal(WriteStatus.Written, await sender.TryWriteAsync(Item(1), TimeSpan.Zero, _time));
        Assert.Equal(new ReadResult<T>(ReadStatus.Read, Item(1)), await receiver.TryReadAsync(TimeSpan.Zero, _time));
    }

    [Fact]
    public async Task The_end_is_a_status()
    {
        var (sender, receiver) = Create();
        Task<ReadResult<T>> read = receiver.TryReadAsync(Limit, _time).AsTask();

        sender.Close();

        Assert.Equal(ReadStatus.Closed, (await read.Soon()).Status);
        Assert.Equal(ReadStatus.Closed, (await receiver.TryReadAsync(Limit, _time)).Status);
        Assert.Equal(WriteStatus.Closed, await sender.TryWriteAsync(Item(1), Limit, _time));
    }

    [Fact]
    public async Task A_token_ends_the_wait_as_cancelled_not_as_timed_out()
    {
        var (_, receiver) = Create();
        using CancellationTokenSource cts = new();
        Task<ReadResult<T>> read = receiver.TryReadAsync(Limit, _time, cts.Token).AsTask();

        await cts.CancelAsync();

        OperationCanceledException thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read.Soon());
        Assert.Equal(cts.Token, thrown.CancellationToken);
    }

    [Fact]
    public async Task A_wait_without_a_limit_waits_on()
    {
        var (sender, receiver) = Create();
        Task<ReadResult<T>> read = receiver.TryReadAsync(Timeout.InfiniteTimeSpan, _time).AsTask();

        _time.Advance(TimeSpan.FromDays(400));

        Assert.False(read.IsCompleted);
        sender.TryWrite(Item(1));
        Assert.True((await read.Soon()).HasValue);
    }

    [Fact]
    public void A_negative_limit_is_refused()
    {
        var (sender, receiver) = Create();

        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => receiver.TryReadAsync(TimeSpan.FromSeconds(-2), _time).AsTask().Wait());
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => sender.TryWriteAsync(Item(1), TimeSpan.FromDays(50), _time).AsTask().Wait());
    }

    [Fact]
    public async Task A_thread_sleeps_no_longer_than_its_limit()
    {
        var (_, receiver) = Create();

        ReadResult<T> result = await OwnThread.Run(() => receiver.TryRead(TimeSpan.FromMilliseconds(1))).Soon();

        Assert.Equal(ReadStatus.Empty, result.Status);
    }
}
