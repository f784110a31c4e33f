using System.Threading.Channels;
using Channels.Streams;
using Channels.Tests.Contracts;

namespace Channels.Tests.Streams;

public sealed class MergeTests : CombinatorContract
{
    protected override IAsyncEnumerable<object> Apply(IAsyncEnumerable<int> source) => source.Merge().Select(item => (object)item);

    [Fact]
    public async Task Sources_that_always_have_items_take_turns()
    {
        Tap<int> odd = Tap<int>.With(1, 3, 5).End();
        Tap<int> even = Tap<int>.With(2, 4, 6).End();

        Assert.Equal([1, 2, 3, 4, 5, 6], await odd.Merge(even).ToListAsync());
    }

    [Fact]
    public async Task It_ends_when_all_have_ended()
    {
        Tap<int> first = Tap<int>.With(1).End();
        Tap<int> second = new();
        IAsyncEnumerator<int> items = first.Merge(second).GetAsyncEnumerator();
        Assert.True(await items.MoveNextAsync().Soon());

        Task<bool> next = items.MoveNextAsync().AsTask();
        second.Put(2);

        Assert.True(await next.Soon());
        Assert.Equal(2, items.Current);
        second.End();
        Assert.False(await items.MoveNextAsync().Soon());
    }

    [Fact]
    public async Task A_source_is_disposed_at_its_end_while_others_go_on()
    {
        Tap<int> first = new Tap<int>().End();
        Tap<int> second = Tap<int>.With(1);
        IAsyncEnumerator<int> items = first.Merge(second).GetAsyncEnumerator();

        Assert.True(await items.MoveNextAsync().Soon());

        Assert.Equal(1, first.DisposeCount);
        Assert.Equal(0, second.DisposeCount);
        await items.DisposeAsync().Soon();
    }

    [Fact]
    public async Task The_error_of_one_ends_it_and_cancels_and_disposes_the_others()
    {
        InvalidTimeZoneException error = new();
        Tap<int> failing = new();
        Tap<int> waiting = new();
        Task<List<int>> reading = failing.Merge(waiting).ToListAsync().AsTask();

        failing.End(error);

        Assert.Same(error, await Assert.ThrowsAsync<InvalidTimeZoneException>(() => reading.Soon()));
        Assert.True(waiting.Token.IsCancellationRequested);
        Assert.Equal(1, waiting.DisposeCount);
        Assert.Equal(1, failing.DisposeCount);
    }

    [Fact]
    public async Task Errors_of_several_disposals_are_all_reported_beside_the_first()
    {
        Tap<int> failing = new Tap<int> { FailsToDispose = new InvalidTimeZoneException("one") }.End(new InvalidTimeZoneException("first"));
        Tap<int> other = new() { FailsToDispose = new InvalidTimeZoneException("two") };

        AggregateException thrown = await Assert.ThrowsAsync<AggregateException>(() => failing.Merge(other).ToListAsync().Soon());

        Assert.Equal(["first", "one", "two"], thrown.InnerExceptions.Select(each => each.Message).Order());
    }

    [Fact]
    public async Task Items_that_came_before_an_error_are_given_first()
    {
        Tap<int> first = Tap<int>.With(1);
        Tap<int> second = new Tap<int>().End(new InvalidTimeZoneException());
        IAsyncEnumerator<int> items = first.Merge(second).GetAsyncEnumerator();

        Assert.True(await items.MoveNextAsync().Soon());

        Assert.Equal(1, items.Current);
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => items.MoveNextAsync().Soon());
    }

    [Fact]
    public async Task A_reader_that_stops_early_cancels_and_disposes_what_still_waits()
    {
        Tap<int> ready = Tap<int>.With(1);
        Tap<int> waiting = new();
        IAsyncEnumerator<int> items = waiting.Merge(ready).GetAsyncEnumerator();
        Assert.True(await items.MoveNextAsync().Soon());
        Assert.True(waiting.IsMoving);

        await items.DisposeAsync().Soon();

        Assert.Equal(1, waiting.DisposeCount);
        Assert.Equal(1, ready.DisposeCount);
    }

    [Fact]
    public async Task No_more_than_one_item_of_each_source_is_under_way()
    {
        Tap<int> first = Tap<int>.With(1, 2, 3);
        Tap<int> second = Tap<int>.With(4, 5, 6);
        IAsyncEnumerator<int> items = first.Merge(second).GetAsyncEnumerator();

        Assert.True(await items.MoveNextAsync().Soon());

        Assert.Equal((1, 1), (first.AskCount, second.AskCount));
        await items.DisposeAsync().Soon();
    }

    [Fact]
    public async Task A_cancelled_token_ends_it_even_if_there_are_items()
    {
        Tap<int> tap = Tap<int>.With(1, 2, 3);
        using CancellationTokenSource cts = new();
        IAsyncEnumerator<int> items = tap.Merge().GetAsyncEnumerator(cts.Token);
        Assert.True(await items.MoveNextAsync().Soon());

        await cts.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => items.MoveNextAsync().Soon());
        Assert.Equal(2, tap.Left);
    }

    [Fact]
    public async Task Of_no_sources_it_is_empty() =>
        Assert.Empty(await Array.Empty<IAsyncEnumerable<int>>().Merge().ToListAsync());

    [Fact]
    public async Task A_null_among_the_sources_is_refused_before_any_is_asked()
    {
        Tap<int> tap = Tap<int>.With(1);

        await Assert.ThrowsAsync<ArgumentNullException>(() => new IAsyncEnumerable<int>[] { tap, null! }.Merge().ToListAsync().Soon());

        Assert.False(tap.WasStarted);
    }

    [Fact]
    public async Task A_channel_keeps_every_value_that_was_not_given()
    {
        Channel<int> first = Channel.CreateUnbounded<int>();
        Channel<int> second = Channel.CreateUnbounded<int>();
        foreach (int i in new[] { 1, 2, 3 }) Assert.True(first.Writer.TryWrite(i) && second.Writer.TryWrite(-i));
        List<int> given = [];

        await foreach (int value in first.Reader.Merge(second.Reader))
        {
            given.Add(value);
            if (given.Count == 3) break;
        }

        Assert.Equal([1, -1, 2], given);
        Assert.Equal((1, 2), (first.Reader.Count, second.Reader.Count));
    }

    [Fact]
    public async Task A_value_that_another_reader_took_is_waited_for_again()
    {
        Channel<int> channel = Channel.CreateUnbounded<int>();
        IAsyncEnumerator<int> items = new[] { channel.Reader }.Merge().GetAsyncEnumerator();
        channel.Writer.TryWrite(1);
        channel.Writer.TryWrite(2);
        Assert.True(await items.MoveNextAsync().Soon());
        Assert.True(channel.Reader.TryRead(out _));

        Task<bool> next = items.MoveNextAsync().AsTask();
        channel.Writer.TryWrite(3);

        Assert.True(await next.Soon());
        Assert.Equal(3, items.Current);
    }

    [Fact]
    public async Task Everything_of_many_writers_comes_once_and_in_their_order()
    {
        int seed = Environment.TickCount;
        Random random = new(seed);
        const int Sources = 8;
        const int Items = 2_000;
        (Sender<(int, int)> Sender, Receiver<(int, int)> Receiver)[] channels = [.. Enumerable.Range(0, Sources).Select(_ => Mpsc.Bounded<(int, int)>(random.Next(1, 5)))];
        Task[] writers = [.. channels.Select((channel, source) => Task.Run(async () =>
        {
            using (channel.Sender)
            {
                for (int i = 0; i < Items; i++) await channel.Sender.WriteAsync((source, i));
            }
        }))];

        int[] next = new int[Sources];
        await foreach ((int source, int number) in channels.Select(channel => channel.Receiver.ReadAllAsync()).Merge())
            Assert.True(next[source]++ == number, $"source {source} gave {number}; seed {seed}");

        await Task.WhenAll(writers);
        Assert.All(next, count => Assert.Equal(Items, count));
    }

    [Fact]
    public async Task A_merge_cut_short_again_and_again_loses_nothing_of_its_channels()
    {
        int seed = Environment.TickCount;
        Random random = new(seed);
        const int Items = 3_000;
        (Sender<int> Sender, Receiver<int> Receiver)[] channels = [.. Enumerable.Range(0, 3).Select(_ => Mpsc.Bounded<int>(4))];
        Task[] writers = [.. channels.Select(channel => Task.Run(async () =>
        {
            using (channel.Sender)
            {
                for (int i = 0; i < Items; i++) await channel.Sender.WriteAsync(i);
            }
        }))];

        int count = 0;
        bool hasEnded = false;
        while (!hasEnded)
        {
            // Not disposed: the pool may cancel it after the round.
            CancellationTokenSource cts = new();
            int rest = random.Next(1, 20);
            try
            {
                await foreach (int _ in channels.Select(channel => (ChannelReader<int>)channel.Receiver).Merge().WithCancellation(cts.Token))
                {
                    count++;
                    if (--rest == 0) break;
                    if (rest == 5) ThreadPool.UnsafeQueueUserWorkItem(static source => source.Cancel(), cts, preferLocal: false);
                }

                hasEnded = rest != 0;
            }
            catch (OperationCanceledException)
            {
            }
        }

        await Task.WhenAll(writers);
        Assert.True(count == 3 * Items, $"{count} of {3 * Items} came; seed {seed}");
    }
}
