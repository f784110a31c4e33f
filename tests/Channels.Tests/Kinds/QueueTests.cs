using System.Diagnostics.CodeAnalysis;

namespace Channels.Tests.Kinds;

/// <summary>The queue below the channels, as a consumer uses it that is told when to run.</summary>
public class QueueTests
{
    [Fact]
    public void A_consumer_that_sleeps_is_woken_once_by_the_next_value()
    {
        Queue queue = new(capacity: null);
        Assert.False(queue.Sleeps);
        Assert.Equal(ParkStatus.Parked, queue.Park());
        Assert.True(queue.Sleeps);

        queue.TryEnqueue(1);
        queue.TryEnqueue(2);

        Assert.Equal([false], queue.Wakes);
        Assert.False(queue.Sleeps);
        Assert.False(queue.TryUnpark());
    }

    [Fact]
    public void A_consumer_that_sleeps_is_woken_by_the_end()
    {
        Queue queue = new(capacity: null);
        queue.Park();

        Assert.True(queue.Close());
        Assert.False(queue.Close());

        Assert.Equal([true], queue.Wakes);
        Assert.Equal(ParkStatus.Closed, queue.Park());
    }

    [Fact]
    public void Who_unparks_takes_the_duty_to_wake()
    {
        Queue queue = new(capacity: null);
        queue.Park();

        Assert.True(queue.TryUnpark());
        queue.TryEnqueue(1);

        Assert.Empty(queue.Wakes);
        Assert.Equal(ParkStatus.HasItems, queue.Park());
    }

    [Fact]
    public void A_queue_that_grows_keeps_its_order_and_its_counts()
    {
        Queue queue = new(capacity: null);

        for (int value = 0; value < 10_000; value++) Assert.Equal(WriteStatus.Written, queue.TryEnqueue(value));

        Assert.Equal((10_000, 0, 10_000), ((int)queue.Enqueued, (int)queue.Dequeued, queue.Count));
        for (int value = 0; value < 10_000; value++)
        {
            Assert.True(queue.TryPeek(out int peeked));
            Assert.True(queue.TryDequeue(out int taken));
            Assert.Equal((value, value), (peeked, taken));
        }

        Assert.False(queue.TryPeek(out _));
        Assert.Equal((10_000, 10_000, 0), ((int)queue.Enqueued, (int)queue.Dequeued, queue.Count));
        Assert.Null(queue.Capacity);
    }

    [Fact]
    public void A_full_queue_that_grew_closes_and_is_drained()
    {
        Queue queue = new(capacity: 5);
        for (int value = 0; value < 5; value++) queue.TryEnqueue(value);

        Assert.Equal(WriteStatus.Full, queue.TryEnqueue(5));
        Assert.True(queue.Close());
        Assert.True(queue.IsClosed);
        Assert.Equal(WriteStatus.Closed, queue.TryEnqueue(5));

        for (int value = 0; value < 5; value++) Assert.True(queue.TryDequeue(out _));
        Assert.Equal(ParkStatus.Closed, queue.Park());
    }

    [Fact]
    public async Task A_producer_waits_for_room_and_is_told_that_it_was_written()
    {
        Queue queue = new(capacity: 1);
        Assert.Equal(WriteStatus.Written, await queue.EnqueueAsync(1));
        Task<WriteStatus> waiting = queue.EnqueueAsync(2).AsTask();
        Assert.False(waiting.IsCompleted);

        Assert.True(queue.TryDequeue(out int first));

        Assert.Equal((1, WriteStatus.Written), (first, await waiting));
        Assert.False(queue.Writers.AnyWaiting);
        Assert.True(queue.TryDequeue(out int second));
        Assert.Equal(2, second);
    }

    [Fact]
    public async Task A_producer_that_waits_is_told_of_the_end()
    {
        Queue queue = new(capacity: 1);
        queue.TryEnqueue(1);
        Task<WriteStatus> waiting = queue.EnqueueAsync(2).AsTask();

        queue.Close();

        Assert.Equal(WriteStatus.Closed, await waiting);
        Assert.Equal(WriteStatus.Closed, await queue.EnqueueAsync(3));
        Assert.Equal(1, queue.Count);
        Assert.Empty(queue.Wakes);
        Assert.False(queue.Writers.AnyWaiting);
    }

    [Fact]
    public async Task A_producer_that_gives_up_has_enqueued_nothing()
    {
        Queue queue = new(capacity: 1);
        queue.TryEnqueue(1);
        using CancellationTokenSource cancellation = new();
        Task<WriteStatus> waiting = queue.EnqueueAsync(2, cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.False(queue.Writers.AnyWaiting);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await queue.EnqueueAsync(3, cancellation.Token));
        Assert.True(queue.TryDequeue(out _));
        Assert.Equal(0, queue.Count);
        Assert.Equal(WriteStatus.Written, queue.TryEnqueue(4));
    }

    [Fact]
    public async Task A_waiting_producers_continuation_goes_where_the_queue_sends_it()
    {
        Queue queue = new(capacity: 1);
        queue.TryEnqueue(1);
        Task<WriteStatus> waiting = EnqueueWithoutContextAsync(queue, 2);

        queue.TryDequeue(out _);

        Assert.Equal(WriteStatus.Written, await waiting);
        Assert.Equal(1, queue.Scheduled);
    }

    [Fact]
    [SuppressMessage("Reliability", "CA2012", Justification = "It is awaited once, after what may spoil it.")]
    public async Task A_producer_that_was_let_in_is_not_told_again_by_a_late_cancellation()
    {
        Queue queue = new(capacity: 1);
        queue.TryEnqueue(1);
        using CancellationTokenSource cancellation = new();
        ValueTask<WriteStatus> waiting = queue.EnqueueAsync(2, cancellation.Token);
        queue.TryDequeue(out _);

        await cancellation.CancelAsync();

        Assert.Equal(0, queue.Scheduled);
        Assert.Equal(WriteStatus.Written, await waiting);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8192)]
    public void A_queue_begins_with_a_power_of_two_of_slots(int slots)
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => new Queue(null, slots));

        Assert.StartsWith("A queue begins with a power of two of slots, from 2 to 4,096.", error.Message, StringComparison.Ordinal);
    }

    private static async Task<WriteStatus> EnqueueWithoutContextAsync(Queue queue, int value) => await queue.EnqueueAsync(value).ConfigureAwait(false);

    private sealed class Queue(int? capacity, int initialSlots = 2) : MpscQueue<int>(capacity, initialSlots)
    {
        public List<bool> Wakes { get; } = [];

        public int Scheduled { get; private set; }

        public bool Sleeps => IsParked;

        protected override void ScheduleContinuation(IThreadPoolWorkItem continuation)
        {
            Scheduled++;
            base.ScheduleContinuation(continuation);
        }

        protected override void Wake(bool isClosed) => Wakes.Add(isClosed);
    }
}
