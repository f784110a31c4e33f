using System.Threading.Channels;
using Channels.Streams;
using Channels.Tests.Contracts;

namespace Channels.Tests.Streams;

public sealed class TimeoutTests : CombinatorContract
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    protected override IAsyncEnumerable<object> Apply(IAsyncEnumerable<int> source) => source.Timeout(Second, Time).Select(result => (object)result);

    [Fact]
    public async Task A_late_item_is_announced_once_and_then_comes()
    {
        Tap<int> tap = new();
        IAsyncEnumerator<ReadResult<int>> results = tap.Timeout(Second, Time).GetAsyncEnumerator();
        Task<bool> late = results.MoveNextAsync().AsTask();
        Time.Advance(Second);
        Assert.True(await late.Soon());
        Assert.Equal(new ReadResult<int>(ReadStatus.Empty, default), results.Current);

        Task<bool> next = results.MoveNextAsync().AsTask();
        Time.Advance(10 * Second);
        Assert.False(next.IsCompleted);
        tap.Put(1);

        Assert.True(await next.Soon());
        Assert.Equal(new ReadResult<int>(ReadStatus.Read, 1), results.Current);
        Assert.Equal(1, tap.AskCount);
        await results.DisposeAsync().Soon();
    }

    [Fact]
    public async Task Each_item_has_a_time_of_its_own_that_begins_when_it_is_asked_for()
    {
        Tap<int> tap = Tap<int>.With(1);
        IAsyncEnumerator<ReadResult<int>> results = tap.Timeout(Second, Time).GetAsyncEnumerator();
        Assert.True(await results.MoveNextAsync().Soon());
        Time.Advance(10 * Second);

        Task<bool> next = results.MoveNextAsync().AsTask();
        Assert.False(next.IsCompleted);
        Time.Advance(Second);

        Assert.True(await next.Soon());
        Assert.False(results.Current.HasValue);
        await results.DisposeAsync().Soon();
    }

    [Fact]
    public async Task A_limit_of_zero_tells_whether_an_item_is_there()
    {
        Tap<int> tap = new();
        IAsyncEnumerator<ReadResult<int>> results = tap.Timeout(TimeSpan.Zero, Time).GetAsyncEnumerator();

        Assert.True(await results.MoveNextAsync().Soon());

        Assert.Equal(ReadStatus.Empty, results.Current.Status);
        await results.DisposeAsync().Soon();
    }

    [Fact]
    public async Task A_late_value_of_a_channel_whose_reader_stops_stays_in_the_channel()
    {
        Channel<int> channel = Channel.CreateUnbounded<int>();
        IAsyncEnumerator<ReadResult<int>> results = channel.Reader.Timeout(TimeSpan.Zero, Time).GetAsyncEnumerator();
        Assert.True(await results.MoveNextAsync().Soon());
        channel.Writer.TryWrite(1);

        await results.DisposeAsync().Soon();

        Assert.Equal(1, channel.Reader.Count);
    }

    [Fact]
    public void A_negative_limit_is_refused_at_the_call() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Tap<int>().Timeout(TimeSpan.FromSeconds(-2)));
}
