namespace Channels.Tests.Contracts;

// Reading and looking, while the channel is open.
public abstract partial class ChannelContract<T, TItems>
{
    [Fact]
    public void An_empty_channel_gives_nothing_and_the_default()
    {
        var (_, reader) = Create();

        bool read = reader.TryRead(out T? item);

        Assert.False(read);
        Assert.Equal(default, item);
    }

    [Fact]
    public void A_written_value_can_be_read_once()
    {
        var (writer, reader) = Create();

        Assert.True(writer.TryWrite(Item(1)));

        Assert.True(reader.TryRead(out T? item));
        Assert.Equal(Item(1), item);
        Assert.False(reader.TryRead(out _));
    }

    [Fact]
    public async Task A_value_that_is_there_is_read_without_waiting()
    {
        var (writer, reader) = Create();
        await writer.WriteAsync(Item(1));

        ValueTask<T> read = reader.ReadAsync();

        Assert.True(read.IsCompletedSuccessfully);
        Assert.Equal(Item(1), await read);
    }

    [Fact]
    public async Task A_waiting_read_gets_the_next_value()
    {
        var (writer, reader) = Create();
        Task<T> read = reader.ReadAsync().AsTask();
        Assert.False(read.IsCompleted);

        writer.TryWrite(Item(1));

        Assert.Equal(Item(1), await read.Soon());
        Assert.False(reader.TryRead(out _));
    }

    [Fact]
    public async Task Waiting_to_read_ends_with_a_value_and_leaves_it()
    {
        var (writer, reader) = Create();
        Task<bool> wait = reader.WaitToReadAsync().AsTask();
        Assert.False(wait.IsCompleted);

        writer.TryWrite(Item(1));

        Assert.True(await wait.Soon());
        Assert.True(reader.TryRead(out T? item));
        Assert.Equal(Item(1), item);
    }

    [Fact]
    public async Task Waiting_to_read_what_is_there_takes_no_time_and_leaves_it()
    {
        var (writer, reader) = Create();
        writer.TryWrite(Item(1));

        ValueTask<bool> first = reader.WaitToReadAsync();
        ValueTask<bool> second = reader.WaitToReadAsync();

        Assert.True(first.IsCompletedSuccessfully && second.IsCompletedSuccessfully);
        Assert.True(await first && await second);
        Assert.Equal(Item(1), await reader.ReadAsync());
    }

    [Fact]
    public void Count_tells_how_many_values_wait()
    {
        var (writer, reader) = Create();
        Assert.True(reader.CanCount);
        Assert.Equal(0, reader.Count);

        writer.TryWrite(Item(1));

        Assert.Equal(1, reader.Count);
        reader.TryRead(out _);
        Assert.Equal(0, reader.Count);
    }

    [Fact]
    public void Peeking_shows_the_next_value_and_leaves_it()
    {
        var (writer, reader) = Create();
        Assert.True(reader.CanPeek);
        Assert.False(reader.TryPeek(out T? nothing));
        Assert.Equal(default, nothing);

        writer.TryWrite(Item(1));

        Assert.True(reader.TryPeek(out T? peeked));
        Assert.Equal(Item(1), peeked);
        Assert.True(reader.TryRead(out T? read));
        Assert.Equal(Item(1), read);
        Assert.False(reader.TryPeek(out _));
    }

    [Fact]
    public async Task An_open_channel_can_be_written_to_without_waiting()
    {
        var (writer, _) = Create();

        ValueTask<bool> wait = writer.WaitToWriteAsync();

        Assert.True(wait.IsCompletedSuccessfully);
        Assert.True(await wait);
    }

    [Fact]
    public async Task Reading_all_gives_every_value_and_ends_with_the_channel()
    {
        var (writer, reader) = Create();
        writer.TryWrite(Item(1));
        writer.TryComplete();

        List<T> items = [];
        await foreach (T item in reader.ReadAllAsync()) items.Add(item);

        Assert.Equal([Item(1)], items);
    }

    [Fact]
    public async Task Reading_all_ends_with_the_error_the_channel_was_closed_with()
    {
        var (writer, reader) = Create();
        InvalidTimeZoneException error = new();
        writer.TryComplete(error);

        IAsyncEnumerator<T> items = reader.ReadAllAsync().GetAsyncEnumerator();

        Assert.Same(error, await Assert.ThrowsAsync<InvalidTimeZoneException>(async () => await items.MoveNextAsync()));
    }
}
