using Channels.Streams;
using Channels.Tests.Contracts;

namespace Channels.Tests.Streams;

public sealed class ThrottleTests : CombinatorContract
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    // A clock of its own that nobody has to turn: what it does with time is shown below.
    protected override IAsyncEnumerable<object> Apply(IAsyncEnumerable<int> source) => source.Throttle(TimeSpan.FromTicks(1)).Select(item => (object)item);

    [Fact]
    public async Task The_source_is_not_asked_before_the_period_is_over()
    {
        Tap<int> tap = Tap<int>.With(1, 2, 3);
        IAsyncEnumerator<int> items = tap.Throttle(Second, Time).GetAsyncEnumerator();
        Assert.True(await items.MoveNextAsync().Soon());

        Task<bool> next = items.MoveNextAsync().AsTask();
        Time.Advance(Second - TimeSpan.FromMilliseconds(1));
        Assert.False(next.IsCompleted);
        Assert.Equal(1, tap.AskCount);
        Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True(await next.Soon());
        Assert.Equal(2, items.Current);
        await items.DisposeAsync().Soon();
    }

    [Fact]
    public async Task The_time_that_the_reader_takes_counts()
    {
        IAsyncEnumerator<int> items = Tap<int>.With(1, 2).Throttle(Second, Time).GetAsyncEnumerator();
        Assert.True(await items.MoveNextAsync().Soon());

        Time.Advance(Second);

        Assert.True(items.MoveNextAsync().AsTask().IsCompleted);
    }

    [Fact]
    public async Task A_wait_that_is_cancelled_leaves_the_next_item_in_the_source()
    {
        Tap<int> tap = Tap<int>.With(1, 2);
        using CancellationTokenSource cts = new();
        IAsyncEnumerator<int> items = tap.Throttle(Second, Time).GetAsyncEnumerator(cts.Token);
        Assert.True(await items.MoveNextAsync().Soon());
        Task<bool> next = items.MoveNextAsync().AsTask();

        await cts.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.Soon());
        Assert.Equal((1, 1), (tap.Left, tap.DisposeCount));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_period_that_is_none_is_refused_at_the_call(int seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Tap<int>().Throttle(TimeSpan.FromSeconds(seconds)));
}
