using System.Threading.Channels;
using Channels.Streams;
using Channels.Tests.Contracts;

namespace Channels.Tests.Streams;

public sealed class StreamMapTests
{
    [Fact]
    public async Task Items_carry_the_key_of_their_source_and_sources_take_turns()
    {
        StreamMap<string, int> map = new();
        map.Add("odd", Tap<int>.With(1, 3).End());
        map.Add("even", Tap<int>.With(2, 4).End());
        map.Complete();

        List<KeyValuePair<string, int>> items = await ToListAsync(map);

        Assert.Equal([new("odd", 1), new("even", 2), new("odd", 3), new("even", 4)], items);
    }

    [Fact]
    public async Task A_source_can_be_added_while_somebody_waits()
    {
        StreamMap<int, string> map = new();
        IAsyncEnumerator<KeyValuePair<int, string>> items = map.GetAsyncEnumerator();
        Task<bool> next = items.MoveNextAsync().AsTask();
        Assert.False(next.IsCompleted);

        map.Add(1, Tap<string>.With("late"));

        Assert.True(await next.Soon());
        Assert.Equal(new(1, "late"), items.Current);
        await items.DisposeAsync().Soon();
    }

    [Fact]
    public async Task An_empty_map_ends_only_once_it_is_completed()
    {
        StreamMap<int, int> map = new();
        Task<bool> next = map.GetAsyncEnumerator().MoveNextAsync().AsTask();
        Assert.False(next.IsCompleted);

        map.Complete();

        Assert.False(await next.Soon());
    }

    [Fact]
    public async Task A_removed_source_gives_nothing_more_and_is_cancelled_and_disposed()
    {
        Tap<int> removed = Tap<int>.With(1);
        Tap<int> kept = new();
        StreamMap<string, int> map = new();
        map.Add("removed", removed);
        map.Add("kept", kept);
        IAsyncEnumerator<KeyValuePair<string, int>> items = map.GetAsyncEnumerator();
        Assert.True(await items.MoveNextAsync().Soon());
        Task<bool> next = items.MoveNextAsync().AsTask();
        Assert.True(removed.IsMoving);

        Assert.True(map.Remove("removed"));
        removed.Put(2);
        kept.Put(3);

        Assert.True(await next.Soon());
        Assert.Equal(new("kept", 3), items.Current);
        Assert.True(removed.Token.IsCancellationRequested);
        Assert.False(map.ContainsKey("removed"));
        await items.DisposeAsync().Soon();
        Assert.Equal((1, 1), (removed.DisposeCount, kept.DisposeCount));
    }

    [Fact]
    public async Task A_reader_can_remove_the_source_whose_item_it_holds_and_add_another_with_its_key()
    {
        Tap<int> first = Tap<int>.With(1, 2);
        StreamMap<string, int> map = new();
        map.Add("key", first);
        List<int> given = [];
        await foreach ((string key, int item) in map)
        {
            given.Add(item);
            if (item == 1)
            {
                Assert.True(map.Remove(key));
                map.Add(key, Tap<int>.With(10).End());
                map.Complete();
            }
        }

        Assert.Equal([1, 10], given);
        Assert.Equal(1, first.DisposeCount);
    }

    [Fact]
    public void A_source_that_was_never_asked_is_removed_without_being_started()
    {
        Tap<int> tap = new();
        StreamMap<int, int> map = new();
        map.Add(1, tap);

        Assert.True(map.Remove(1));

        Assert.False(map.Remove(1));
        Assert.False(tap.WasStarted);
        Assert.Equal(0, map.Count);
    }

    [Fact]
    public async Task A_source_that_has_ended_leaves_its_key_free()
    {
        StreamMap<int, int> map = new();
        Tap<int> first = new Tap<int>().End();
        map.Add(1, first);
        map.Add(2, Tap<int>.With(2));
        IAsyncEnumerator<KeyValuePair<int, int>> items = map.GetAsyncEnumerator();
        Assert.True(await items.MoveNextAsync().Soon());

        Assert.Equal([2], map.Keys);
        map.Add(1, Tap<int>.With(1));

        Assert.True(await items.MoveNextAsync().Soon());
        Assert.Equal(1, first.DisposeCount);
        await items.DisposeAsync().Soon();
    }

    [Fact]
    public void A_key_that_is_taken_is_refused_in_a_sentence()
    {
        StreamMap<string, int> map = new(StringComparer.OrdinalIgnoreCase);
        map.Add("Ada", new Tap<int>());

        ArgumentException thrown = Assert.Throws<ArgumentException>(() => map.Add("ada", new Tap<int>()));

        Assert.StartsWith("This StreamMap has a source with the key 'ada'. Remove it first, or give this one another key.", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_completed_map_takes_no_source()
    {
        StreamMap<int, int> completed = new();
        completed.Complete();

        Assert.Throws<InvalidOperationException>(() => completed.Add(1, new Tap<int>()));
        Assert.Equal(0, completed.Count);
    }

    [Fact]
    public async Task A_map_is_enumerated_once()
    {
        StreamMap<int, int> map = new();
        await using IAsyncEnumerator<KeyValuePair<int, int>> items = map.GetAsyncEnumerator();

        Assert.Throws<InvalidOperationException>(() => map.GetAsyncEnumerator());
    }

    [Fact]
    public async Task The_error_of_one_ends_it_and_disposes_all()
    {
        Tap<int> failing = new Tap<int>().End(new InvalidTimeZoneException());
        Tap<int> other = new();
        StreamMap<int, int> map = new();
        map.Add(1, other);
        map.Add(2, failing);

        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => ToListAsync(map).Soon());

        Assert.Equal((1, 1), (failing.DisposeCount, other.DisposeCount));
        Assert.Throws<InvalidOperationException>(() => map.Add(3, new Tap<int>()));
    }

    [Fact]
    public async Task A_cancelled_wait_ends_at_once_and_disposes_all()
    {
        Tap<int> tap = new();
        StreamMap<int, int> map = new();
        map.Add(1, tap);
        using CancellationTokenSource cts = new();
        Task<bool> next = map.GetAsyncEnumerator(cts.Token).MoveNextAsync().AsTask();

        await cts.CancelAsync();

        OperationCanceledException thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.Soon());
        Assert.Equal(cts.Token, thrown.CancellationToken);
        Assert.Equal(1, tap.DisposeCount);
    }

    [Fact]
    public async Task A_removed_channel_keeps_what_was_not_given()
    {
        Channel<int> channel = Channel.CreateUnbounded<int>();
        channel.Writer.TryWrite(1);
        channel.Writer.TryWrite(2);
        StreamMap<int, int> map = new();
        map.Add(1, channel.Reader);
        IAsyncEnumerator<KeyValuePair<int, int>> items = map.GetAsyncEnumerator();
        Assert.True(await items.MoveNextAsync().Soon());

        map.Remove(1);
        map.Complete();

        Assert.False(await items.MoveNextAsync().Soon());
        Assert.Equal(1, channel.Reader.Count);
    }

    [Fact]
    public async Task Channels_that_come_and_go_from_other_threads_lose_nothing()
    {
        int seed = Environment.TickCount;
        Random random = new(seed);
        const int Sources = 200;
        StreamMap<int, int> map = new();
        Channel<int>[] channels = [.. Enumerable.Range(0, Sources).Select(_ => Channel.CreateUnbounded<int>())];
        int[] counts = [.. channels.Select(_ => random.Next(0, 20))];
        bool[] areRemoved = [.. channels.Select(_ => random.Next(3) == 0)];
        Task adding = Task.Run(() =>
        {
            for (int source = 0; source < Sources; source++)
            {
                map.Add(source, channels[source].Reader);
                for (int i = 0; i < counts[source]; i++) channels[source].Writer.TryWrite(i);
                channels[source].Writer.Complete();
                if (areRemoved[source]) map.Remove(source);
            }

            map.Complete();
        });

        int[] next = new int[Sources];
        await foreach ((int source, int item) in map) Assert.True(next[source]++ == item, $"source {source} gave {item}; seed {seed}");

        await adding;
        for (int source = 0; source < Sources; source++)
        {
            Assert.True(next[source] + channels[source].Reader.Count == counts[source], $"source {source}; seed {seed}");
            Assert.True(areRemoved[source] || next[source] == counts[source], $"source {source}; seed {seed}");
        }
    }

    private static async Task<List<KeyValuePair<TKey, T>>> ToListAsync<TKey, T>(StreamMap<TKey, T> map)
        where TKey : notnull
    {
        List<KeyValuePair<TKey, T>> items = [];
        await foreach (KeyValuePair<TKey, T> item in map) items.Add(item);
        return items;
    }
}
