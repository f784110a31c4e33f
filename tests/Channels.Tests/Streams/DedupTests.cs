using Channels.Streams;

namespace Channels.Tests.Streams;

public sealed class DedupTests : CombinatorContract
{
    protected override IAsyncEnumerable<object> Apply(IAsyncEnumerable<int> source) => source.Dedup().Select(item => (object)item);

    [Fact]
    public async Task Of_a_run_of_equal_items_the_first_comes() =>
        Assert.Equal([1, 2, 1], await Tap<int>.With(1, 1, 2, 2, 2, 1).End().Dedup().ToListAsync());

    [Fact]
    public async Task A_comparer_says_what_is_equal() =>
        Assert.Equal(["a", "b"], await Tap<string>.With("a", "A", "b").End().Dedup(StringComparer.OrdinalIgnoreCase).ToListAsync());

    [Fact]
    public async Task Nulls_are_equal_to_each_other() =>
        Assert.Equal([null, "a", null], await Tap<string?>.With(null, null, "a", null).End().Dedup().ToListAsync());

    [Fact]
    public async Task A_comparer_that_throws_ends_it_and_the_source_is_disposed()
    {
        Tap<int> tap = Tap<int>.With(1, 2);

        await Assert.ThrowsAsync<InvalidTimeZoneException>(async () => await tap.Dedup(EqualityComparer<int>.Create((_, _) => throw new InvalidTimeZoneException())).ToListAsync());

        Assert.Equal(1, tap.DisposeCount);
    }

    [Fact]
    public async Task A_token_ends_a_run_of_equal_items()
    {
        using CancellationTokenSource cts = new();
        int asked = 0;
        IAsyncEnumerator<int> items = AlwaysAsync().Dedup().GetAsyncEnumerator(cts.Token);
        Assert.True(await items.MoveNextAsync());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await items.MoveNextAsync());

        async IAsyncEnumerable<int> AlwaysAsync()
        {
            await Task.CompletedTask;
            while (true)
            {
                if (++asked == 10) cts.Cancel();
                yield return 1;
            }
        }
    }
}
