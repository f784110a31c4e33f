namespace Channels.Tests.Contracts;

/// <summary>What the blocking verbs of every channel promise: a plain thread sleeps, any other is refused, and no thread of the pool is needed to wake it.</summary>
/// <param name="capacity">The bound of the kind under test, 0 for a rendezvous; null for none.</param>
public abstract class BlockingContract<T, TItems>(int? capacity)
    where TItems : IItems<T>
{
    protected abstract (Sender<T> Sender, Receiver<T> Receiver) Create();

    protected static T Item(int number) => TItems.Of(number);

    private (Sender<T> Sender, Receiver<T> Receiver) CreateFull()
    {
        var (sender, receiver) = Create();
        for (int i = 0; i < capacity; i++) Assert.True(sender.TryWrite(Item(i)));
        return (sender, receiver);
    }

    [Fact]
    public async Task A_thread_sleeps_until_there_is_a_value()
    {
        var (sender, receiver) = Create();
        Task<T> read = OwnThread.Run(() => receiver.Read());

        await sender.WriteAsync(Item(1)).Soon();

        Assert.Equal(Item(1), await read.Soon());
    }

    [Fact]
    public async Task A_thread_sleeps_until_there_is_room()
    {
        var (sender, receiver) = CreateFull();
        Task write = OwnThread.Run(() => sender.Write(Item(-1)));

        for (int i = 0; i < capacity; i++) Assert.Equal(Item(i), await receiver.ReadAsync());

        Assert.Equal(Item(-1), await receiver.ReadAsync().Soon());
        await write.Soon();
    }

    [Fact]
    public async Task Two_threads_hand_values_over_in_order()
    {
        var (sender, receiver) = Create();
        Task writer = OwnThread.Run(() =>
        {
            for (int i = 0; i < 200; i++) sender.Write(Item(i));
        });

        await OwnThread.Run(() =>
        {
            for (int i = 0; i < 200; i++) Assert.Equal(Item(i), receiver.Read());
        }).Soon();
        await writer.Soon();
    }

    [Fact]
    public async Task A_sleeping_reader_is_told_of_the_end()
    {
        var (sender, receiver) = Create();
        Task<T> read = OwnThread.Run(() => receiver.Read());

        sender.Close();

        await Assert.ThrowsAsync<System.Threading.Channels.ChannelClosedException>(() => read.Soon());
    }

    [Fact]
    public async Task A_sleeping_writer_is_told_of_the_end()
    {
        if (capacity is null) return;
        var (sender, receiver) = CreateFull();
        Task write = OwnThread.Run(() => sender.Write(Item(-1)));

        receiver.Close();

        await Assert.ThrowsAsync<System.Threading.Channels.ChannelClosedException>(() => write.Soon());
        Assert.Equal(capacity, receiver.Count);
    }

    [Fact]
    public async Task A_token_ends_the_sleep_and_nothing_was_taken()
    {
        var (sender, receiver) = Create();
        using CancellationTokenSource cts = new();
        Task<T> read = OwnThread.Run(() => receiver.Read(cts.Token));

        await cts.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read.Soon());
        ValueTask write = sender.WriteAsync(Item(1));
        Assert.Equal(Item(1), await receiver.ReadAsync());
        await write.Soon();
    }

    [Fact]
    public async Task A_thread_of_the_pool_is_refused_even_if_it_would_not_wait()
    {
        var (sender, receiver) = Create();
        int count = sender.TryWrite(Item(1)) ? 1 : 0;

        await Task.Run(() =>
        {
            Assert.Throws<InvalidOperationException>(() => receiver.Read());
            Assert.Throws<InvalidOperationException>(() => receiver.TryRead(TimeSpan.Zero));
            Assert.Throws<InvalidOperationException>(() => sender.Write(Item(2)));
            Assert.Throws<InvalidOperationException>(() => sender.TryWrite(Item(2), TimeSpan.Zero));
        });

        Assert.Equal(count, receiver.Count);
    }

    [Fact]
    public async Task A_thread_of_a_synchronization_context_is_refused()
    {
        var (sender, receiver) = Create();
        int count = sender.TryWrite(Item(1)) ? 1 : 0;

        await OwnThread.Run(() =>
        {
            using (new CountingContext().Enter())
            {
                InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => receiver.Read());
                Assert.Contains(nameof(CountingContext), refused.Message, StringComparison.Ordinal);
                Assert.Throws<InvalidOperationException>(() => sender.Write(Item(2)));
            }
        }).Soon();

        Assert.Equal(count, receiver.Count);
    }

    [Fact]
    public async Task No_thread_of_the_pool_is_needed_to_wake()
    {
        var (sender, receiver) = Create();
        var (answers, answered) = Create();
        // Not disposed: some of the pool's threads may come to them late.
        ManualResetEventSlim free = new();
        ManualResetEventSlim isTaken = new();
        // Nothing that is queued now runs before they are let go.
        int threads = Environment.ProcessorCount * 4;
        for (int i = 0; i < threads; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                _ =>
                {
                    isTaken.Set();
                    free.Wait(TimeSpan.FromSeconds(20));
                },
                null);
        }

        Thread echo = new(() => answers.Write(receiver.Read())) { IsBackground = true };
        T? answer = default;
        Thread asking = new(() =>
        {
            isTaken.Wait();
            sender.Write(Item(7));
            answer = answered.Read();
        })
        {
            IsBackground = true,
        };
        echo.Start();
        asking.Start();
        bool hasEnded = await OwnThread.Run(() => asking.Join(TimeSpan.FromSeconds(15)));
        free.Set();

        Assert.True(hasEnded);
        Assert.Equal(Item(7), answer);
    }
}
