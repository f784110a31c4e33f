using Channels.Tests.Contracts;
using Microsoft.Extensions.Time.Testing;

namespace Channels.Tests.Streams;

/// <summary>What every combinator over a sequence promises about beginning and ending.</summary>
public abstract class CombinatorContract
{
    protected FakeTimeProvider Time { get; } = new();

    /// <summary>The combinator over this source; what it gives for an item is some object.</summary>
    protected abstract IAsyncEnumerable<object> Apply(IAsyncEnumerable<int> source);

    [Fact]
    public void Nothing_happens_before_it_is_enumerated()
    {
        Tap<int> tap = new();

        Apply(tap);

        Assert.False(tap.WasStarted);
    }

    [Fact]
    public async Task The_source_is_disposed_at_its_end()
    {
        Tap<int> tap = Tap<int>.With(1).End();

        Assert.NotEmpty(await AllAsync(Apply(tap)));

        Assert.Equal(1, tap.DisposeCount);
    }

    [Fact]
    public async Task An_empty_source_gives_nothing()
    {
        Tap<int> tap = new Tap<int>().End();

        Assert.Empty(await AllAsync(Apply(tap)));

        Assert.Equal(1, tap.DisposeCount);
    }

    [Fact]
    public async Task The_error_of_the_source_comes_after_its_items_and_the_source_is_disposed()
    {
        InvalidTimeZoneException error = new();
        Tap<int> tap = Tap<int>.With(1).End(error);
        List<object> given = [];

        Task reading = AllAsync(Apply(tap), given);

        Assert.Same(error, await Assert.ThrowsAsync<InvalidTimeZoneException>(() => reading.Soon()));
        Assert.NotEmpty(given);
        Assert.Equal(1, tap.DisposeCount);
    }

    [Fact]
    public async Task The_source_is_disposed_when_its_reader_stops_early()
    {
        Tap<int> tap = Tap<int>.With(1, 2, 3).End();
        IAsyncEnumerator<object> items = Apply(tap).GetAsyncEnumerator();
        Assert.True(await items.MoveNextAsync().Soon());

        await items.DisposeAsync().Soon();

        Assert.Equal(1, tap.DisposeCount);
    }

    [Fact]
    public async Task A_cancelled_wait_ends_at_once_with_the_readers_token_and_the_source_is_disposed()
    {
        Tap<int> tap = new();
        using CancellationTokenSource cts = new();
        Task<bool> next = Apply(tap).GetAsyncEnumerator(cts.Token).MoveNextAsync().AsTask();

        await cts.CancelAsync();

        OperationCanceledException thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.Soon());
        Assert.Equal(cts.Token, thrown.CancellationToken);
        Assert.Equal(1, tap.DisposeCount);
    }

    [Fact]
    public async Task A_cancelled_wait_leaves_the_next_item_in_the_source()
    {
        Tap<int> tap = new();
        using CancellationTokenSource cts = new();
        Task<bool> next = Apply(tap).GetAsyncEnumerator(cts.Token).MoveNextAsync().AsTask();

        await cts.CancelAsync();
        tap.Put(1);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.Soon());
        Assert.Equal(1, tap.Left);
    }

    [Fact]
    public void A_null_source_is_refused_at_the_call() =>
        Assert.Throws<ArgumentNullException>(() => Apply(null!));

    [Fact]
    public async Task What_the_source_throws_when_it_is_disposed_is_thrown()
    {
        InvalidTimeZoneException error = new();
        Tap<int> tap = new Tap<int> { FailsToDispose = error }.End();

        Assert.Same(error, await Assert.ThrowsAsync<InvalidTimeZoneException>(() => AllAsync(Apply(tap)).Soon()));
    }

    protected static async Task<List<object>> AllAsync(IAsyncEnumerable<object> items, List<object>? given = null)
    {
        given ??= [];
        await foreach (object item in items) given.Add(item);
        return given;
    }
}
