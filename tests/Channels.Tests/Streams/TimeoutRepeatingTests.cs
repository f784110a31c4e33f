using System.Threading.Channels;
using Channels.Streams;
using Channels.Tests.Contracts;

namespace Channels.Tests.Streams;

public sealed class TimeoutRepeatingTests : CombinatorContract
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    protected override IAsyncEnumerable<object> Apply(IAsyncEnumerable<int> source) => source.TimeoutRepeating(Second, Time).Select(result => (object)result);

    [Fact]
    public async Task Every_period_without_an_item_is_announced_and_the_item_still_comes()
    {
        Channel<int> channel = Channel.CreateUnbounded<int>();
        IAsyncEnumerator<ReadResult<int>> results = channel.Reader.TimeoutRepeating(Second, Time).GetAsyncEnumerator();
        for (int period = 0; period < 3; period++)
        {
            Task<bool> late = results.MoveNextAsync().AsTask();
            Assert.False(late.IsCompleted);
            Time.Advance(Second);
            Assert.True(await late.Soon());
            Assert.Equal(ReadStatus.Empty, results.Current.Status);
        }

        channel.Writer.TryWrite(1);

        Assert.True(await results.MoveNextAsync().Soon());
        Assert.Equal(1, results.Current.Value);
        await results.DisposeAsync().Soon();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_period_that_is_none_is_refused_at_the_call(int seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Tap<int>().TimeoutRepeating(TimeSpan.FromSeconds(seconds)));
}
