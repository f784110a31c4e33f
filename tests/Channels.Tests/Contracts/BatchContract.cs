namespace Channels.Tests.Contracts;

/// <summary>What reading and writing many at once promises on every channel: order, a count, and nothing lost half-way.</summary>
/// <param name="capacity">The bound of the kind under test, 1 or more; null for none.</param>
public abstract class BatchContract<T, TItems>(int? capacity)
    where TItems : IItems<T>
{
    protected abstract (Sender<T> Sender, Receiver<T> Receiver) Create();

    protected static T Item(int number) => TItems.Of(number);

    private int Fill => Math.Min(capacity ?? 100, 100);

    private static T[] Items(int first, int count) => [.. Enumerable.Range(first, count).Select(Item)];

    [Fact]
    public void As_many_are_written_as_there_is_room_for()
    {
        var (sender, receiver) = Create();

        int written = sender.TryWriteMany(Items(0, Fill + 5));

        Assert.Equal(capacity is null ? Fill + 5 : Math.Min(capacity.Value, Fill + 5), written);
        for (int i = 0; i < written; i++)
        {
            Assert.True(receiver.TryRead(out T? item));
            Assert.Equal(Item(i), item);
        }

        Assert.False(receiver.TryRead(out _));
    }

    [Fact]
    public void As_many_are_read_as_there_are_and_fit()
    {
        var (sender, receiver) = Create();
        sender.TryWriteMany(Items(0, Fill));
        T[] destination = new T[Fill + 3];

        int first = receiver.TryReadMany(destination.AsSpan(0, 1));
        int rest = receiver.TryReadMany(destination.AsSpan(1));

        Assert.Equal((1, Fill - 1), (first, rest));
        Assert.Equal(Items(0, Fill), destination[..Fill]);
        Assert.Equal(0, receiver.TryReadMany(destination));
    }

    [Fact]
    public void Many_are_added_to_a_collection_up_to_a_limit()
    {
        var (sender, receiver) = Create();
        sender.TryWriteMany(Items(0, Fill));
        List<T> list = [Item(-1)];

        Assert.Equal(1, receiver.TryReadMany(list, limit: 1));
        Assert.Equal(Fill - 1, receiver.TryReadMany(list));

        Assert.Equal([Item(-1), .. Items(0, Fill)], list);
        Assert.Throws<ArgumentOutOfRangeException>("limit", () => receiver.TryReadMany(list, limit: -1));
    }

    [Fact]
    public async Task All_are_written_in_order_while_somebody_reads()
    {
        var (sender, receiver) = Create();
        Task<int> write = sender.WriteManyAsync(Items(0, 3 * Fill)).AsTask();

        for (int i = 0; i < 3 * Fill; i++) Assert.Equal(Item(i), await receiver.ReadAsync().Soon());

        Assert.Equal(3 * Fill, await write.Soon());
    }

    [Fact]
    public async Task A_batch_that_is_cancelled_says_how_many_went_in()
    {
        if (capacity is null) return;
        var (sender, receiver) = Create();
        using CancellationTokenSource cts = new();
        Task<int> write = sender.WriteManyAsync(Items(0, capacity.Value + 2), cts.Token).AsTask();
        Assert.False(write.IsCompleted);

        await cts.CancelAsync();

        Assert.Equal(capacity, await write.Soon());
        Assert.Equal(capacity, receiver.Count);
    }

    [Fact]
    public async Task A_batch_that_meets_the_end_says_how_many_went_in()
    {
        if (capacity is null) return;
        var (sender, receiver) = Create();
        Task<int> write = sender.WriteManyAsync(Items(0, capacity.Value + 2)).AsTask();

        receiver.Close();

        Assert.Equal(capacity, await write.Soon());
        Assert.Equal(0, await sender.WriteManyAsync(Items(0, 2)));
    }

    [Fact]
    public async Task A_read_of_many_waits_for_the_first()
    {
        var (sender, receiver) = Create();
        T[] destination = new T[4];
        Task<int> read = receiver.ReadManyAsync(destination).AsTask();
        Assert.False(read.IsCompleted);

        sender.TryWrite(Item(1));

        Assert.Equal(1, await read.Soon());
        Assert.Equal(Item(1), destination[0]);
    }

    [Fact]
    public async Task A_read_of_many_into_a_collection_waits_for_the_first()
    {
        var (sender, receiver) = Create();
        List<T> list = [];
        Task<int> read = receiver.ReadManyAsync(list, 4).AsTask();

        sender.TryWrite(Item(1));

        Assert.Equal(1, await read.Soon());
        Assert.Equal([Item(1)], list);
    }

    [Fact]
    public async Task A_read_of_many_finds_the_end()
    {
        var (sender, receiver) = Create();
        sender.TryWrite(Item(1));
        sender.Close();
        T[] destination = new T[4];

        Assert.Equal(1, await receiver.ReadManyAsync(destination));
        Assert.Equal(0, await receiver.ReadManyAsync(destination));
        Assert.Equal(0, await receiver.ReadManyAsync(new List<T>(), 4));
    }

    [Fact]
    public async Task A_read_of_none_does_not_wait()
    {
        var (_, receiver) = Create();

        Assert.Equal(0, await receiver.ReadManyAsync(Memory<T>.Empty));
        Assert.Equal(0, await receiver.ReadManyAsync(new List<T>(), 0));
    }

    [Fact]
    public async Task A_read_of_many_that_is_cancelled_has_taken_nothing()
    {
        var (sender, receiver) = Create();
        using CancellationTokenSource cts = new();
        Task<int> read = receiver.ReadManyAsync(new T[4], cts.Token).AsTask();

        await cts.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read.Soon());
        sender.TryWrite(Item(1));
        Assert.Equal(Item(1), await receiver.ReadAsync());
    }
}
