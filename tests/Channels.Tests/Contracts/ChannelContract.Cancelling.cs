using System.Diagnostics.CodeAnalysis;

namespace Channels.Tests.Contracts;

// A cancelled call has done nothing.
public abstract partial class ChannelContract<T, TItems>
{
    [Fact]
    public async Task A_read_with_a_cancelled_token_takes_nothing_even_if_a_value_is_there()
    {
        var (writer, reader) = Create();
        writer.TryWrite(Item(1));

        Task<T> read = reader.ReadAsync(CancelledToken).AsTask();

        await AssertCancelled(read, CancelledToken);
        Assert.True(reader.TryRead(out T? item));
        Assert.Equal(Item(1), item);
    }

    [Fact]
    public async Task Waiting_to_read_with_a_cancelled_token_is_cancelled_even_if_a_value_is_there()
    {
        var (writer, reader) = Create();
        writer.TryWrite(Item(1));

        await AssertCancelled(reader.WaitToReadAsync(CancelledToken).AsTask(), CancelledToken);
    }

    [Fact]
    public async Task A_write_with_a_cancelled_token_writes_nothing()
    {
        var (writer, reader) = Create();

        Task write = writer.WriteAsync(Item(1), CancelledToken).AsTask();

        await AssertCancelled(write, CancelledToken);
        Assert.False(reader.TryRead(out _));
        Assert.True(writer.TryWrite(Item(2)));
    }

    [Fact]
    public async Task Waiting_to_write_with_a_cancelled_token_is_cancelled_even_if_there_is_room()
    {
        var (writer, _) = Create();

        await AssertCancelled(writer.WaitToWriteAsync(CancelledToken).AsTask(), CancelledToken);
    }

    [Fact]
    public async Task A_cancelled_token_wins_over_a_closed_channel()
    {
        var (writer, reader) = Create();
        writer.TryComplete(new InvalidTimeZoneException());

        await AssertCancelled(reader.ReadAsync(CancelledToken).AsTask(), CancelledToken);
        await AssertCancelled(reader.WaitToReadAsync(CancelledToken).AsTask(), CancelledToken);
        await AssertCancelled(writer.WriteAsync(Item(1), CancelledToken).AsTask(), CancelledToken);
        await AssertCancelled(writer.WaitToWriteAsync(CancelledToken).AsTask(), CancelledToken);
    }

    [Fact]
    public async Task A_waiting_read_that_is_cancelled_leaves_the_next_value_in_the_channel()
    {
        var (writer, reader) = Create();
        using CancellationTokenSource cts = new();
        Task<T> read = reader.ReadAsync(cts.Token).AsTask();

        await cts.CancelAsync();

        await AssertCancelled(read, cts.Token);
        writer.TryWrite(Item(1));
        Assert.Equal(Item(1), await reader.ReadAsync());
    }

    [Fact]
    [SuppressMessage("Reliability", "CA2012", Justification = "It is awaited once, after what may spoil it.")]
    public async Task A_read_that_was_cancelled_stays_so_until_it_is_awaited_whatever_comes()
    {
        var (writer, reader) = Create();
        using CancellationTokenSource cts = new();
        ValueTask<T> read = reader.ReadAsync(cts.Token);
        await cts.CancelAsync();

        writer.TryWrite(Item(1));

        Assert.True(read.IsCanceled);
        await AssertCancelled(read.AsTask(), cts.Token);
        Assert.True(reader.TryRead(out T? item));
        Assert.Equal(Item(1), item);
    }

    [Fact]
    public async Task Waiting_to_read_can_be_cancelled()
    {
        var (writer, reader) = Create();
        using CancellationTokenSource cts = new();
        Task<bool> wait = reader.WaitToReadAsync(cts.Token).AsTask();

        await cts.CancelAsync();

        await AssertCancelled(wait, cts.Token);
        writer.TryWrite(Item(1));
        Assert.True(await reader.WaitToReadAsync());
    }

    [Fact]
    public async Task A_read_can_wait_again_after_it_was_cancelled()
    {
        var (writer, reader) = Create();
        for (int round = 0; round < 10; round++)
        {
            using CancellationTokenSource cts = new();
            Task<T> cancelled = reader.ReadAsync(cts.Token).AsTask();
            await cts.CancelAsync();
            await AssertCancelled(cancelled, cts.Token);
        }

        Task<T> read = reader.ReadAsync().AsTask();
        writer.TryWrite(Item(1));

        Assert.Equal(Item(1), await read.Soon());
    }

    [Fact]
    public async Task A_token_that_is_cancelled_after_the_read_does_nothing()
    {
        var (writer, reader) = Create();
        using CancellationTokenSource cts = new();
        Task<bool> wait = reader.WaitToReadAsync(cts.Token).AsTask();
        writer.TryWrite(Item(1));
        Assert.True(await wait.Soon());

        await cts.CancelAsync();

        Assert.Equal(Item(1), await reader.ReadAsync());
    }

    [Fact]
    public async Task A_token_of_an_earlier_wait_does_not_cancel_a_later_one()
    {
        var (writer, reader) = Create();
        using CancellationTokenSource early = new();
        using CancellationTokenSource late = new();
        Task<T> first = reader.ReadAsync(early.Token).AsTask();
        await early.CancelAsync();
        await AssertCancelled(first, early.Token);
        Task<T> second = reader.ReadAsync(late.Token).AsTask();

        await early.CancelAsync();

        Assert.False(second.IsCompleted);
        writer.TryWrite(Item(1));
        Assert.Equal(Item(1), await second.Soon());
    }

    [Fact]
    public async Task Reading_all_can_be_cancelled_while_it_waits()
    {
        var (_, reader) = Create();
        using CancellationTokenSource cts = new();
        IAsyncEnumerator<T> items = reader.ReadAllAsync(cts.Token).GetAsyncEnumerator(cts.Token);
        Task<bool> next = items.MoveNextAsync().AsTask();

        await cts.CancelAsync();

        await AssertCancelled(next, cts.Token);
    }
}
