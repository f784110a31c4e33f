using System.Threading.Channels;
using Channels.Streams;
using Channels.Tests.Contracts;

namespace Channels.Tests.Streams;

public sealed class ChunkWithTimeoutTests : CombinatorContract
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    protected override IAsyncEnumerable<object> Apply(IAsyncEnumerable<int> source) => source.ChunkWithTimeout(2, Second, Time).Select(chunk => (object)chunk);

    [Fact]
    public async Task A_full_chunk_comes_at_once()
    {
        IAsyncEnumerator<int[]> chunks = Tap<int>.With(1, 2, 3).ChunkWithTimeout(2, Second, Time).GetAsyncEnumerator();

        Assert.True(await chunks.MoveNextAsync().Soon());

        Assert.Equal([1, 2], chunks.Current);
        await chunks.DisposeAsync().Soon();
    }

    [Fact]
    public async Task A_chunk_whose_time_is_over_comes_as_it_is()
    {
        Tap<int> tap = Tap<int>.With(1, 2);
        IAsyncEnumerator<int[]> chunks = tap.ChunkWithTimeout(3, Second, Time).GetAsyncEnumerator();
        Task<bool> next = chunks.MoveNextAsync().AsTask();
        Time.Advance(Second - TimeSpan.FromTicks(1));
        Assert.False(next.IsCompleted);

        Time.Advance(TimeSpan.FromTicks(1));

        // The timer counts milliseconds, so the tick may need one more.
        Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(await next.Soon());
        Assert.Equal([1, 2], chunks.Current);
        await chunks.DisposeAsync().Soon();
    }

    [Fact]
    public async Task The_time_of_a_chunk_begins_with_its_first_item_so_none_is_empty()
    {
        Tap<int> tap = new();
        IAsyncEnumerator<int[]> chunks = tap.ChunkWithTimeout(3, Second, Time).GetAsyncEnumerator();
        Task<bool> next = chunks.MoveNextAsync().AsTask();

        Time.Advance(10 * Second);
        Assert.False(next.IsCompleted);
        tap.Put(1);
        tap.End();

        Assert.True(await next.Soon());
        Assert.Equal([1], chunks.Current);
        Assert.False(await chunks.MoveNextAsync().Soon());
    }

    [Fact]
    public async Task An_item_that_comes_after_the_time_is_in_the_next_chunk()
    {
        Tap<int> tap = Tap<int>.With(1);
        IAsyncEnumerator<int[]> chunks = tap.ChunkWithTimeout(3, Second, Time).GetAsyncEnumerator();
        Task<bool> first = chunks.MoveNextAsync().AsTask();
        Time.Advance(Second);
        Assert.True(await first.Soon());

        tap.Put(2);
        tap.End();

        Assert.True(await chunks.MoveNextAsync().Soon());
        Assert.Equal([2], chunks.Current);
        Assert.Equal(0, tap.Left);
        await chunks.DisposeAsync().Soon();
    }

    [Fact]
    public async Task What_was_gathered_when_the_token_is_cancelled_comes_before_the_cancellation()
    {
        Channel<int> channel = Channel.CreateUnbounded<int>();
        channel.Writer.TryWrite(1);
        using CancellationTokenSource cts = new();
        IAsyncEnumerator<int[]> chunks = channel.Reader.ChunkWithTimeout(3, Second, Time).GetAsyncEnumerator(cts.Token);
        Task<bool> next = chunks.MoveNextAsync().AsTask();

        await cts.CancelAsync();

        Assert.True(await next.Soon());
        Assert.Equal([1], chunks.Current);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => chunks.MoveNextAsync().Soon());
    }

    [Fact]
    public async Task What_was_gathered_before_an_error_comes_before_the_error()
    {
        IAsyncEnumerator<int[]> chunks = Tap<int>.With(1, 2, 3).End(new InvalidTimeZoneException()).ChunkWithTimeout(2, Second, Time).GetAsyncEnumerator();

        Assert.True(await chunks.MoveNextAsync().Soon());
        Assert.True(await chunks.MoveNextAsync().Soon());

        Assert.Equal([3], chunks.Current);
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => chunks.MoveNextAsync().Soon());
    }

    [Fact]
    public async Task A_channel_keeps_what_is_in_no_chunk()
    {
        Channel<int> channel = Channel.CreateUnbounded<int>();
        for (int i = 1; i <= 5; i++) channel.Writer.TryWrite(i);

        await foreach (int[] chunk in channel.Reader.ChunkWithTimeout(2, Second, Time)) break;

        Assert.Equal(3, channel.Reader.Count);
    }

    [Theory]
    [InlineData(0, 1000)]
    [InlineData(-1, 1000)]
    [InlineData(1, -2)]
    public void A_size_below_one_and_a_negative_time_are_refused_at_the_call(int size, int milliseconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Tap<int>.With().ChunkWithTimeout(size, TimeSpan.FromMilliseconds(milliseconds)));
}
