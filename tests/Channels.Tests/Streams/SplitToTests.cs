using System.Threading.Channels;
using Channels.Streams;
using Channels.Tests.Contracts;

namespace Channels.Tests.Streams;

public sealed class SplitToTests
{
    private readonly List<int> _undelivered = [];

    [Fact]
    public async Task Each_value_goes_to_the_target_that_the_selector_names()
    {
        Channel<int>[] targets = [.. Enumerable.Range(0, 3).Select(_ => Channel.CreateUnbounded<int>())];
        Tap<int> tap = Tap<int>.With(0, 1, 2, 3, 4, 5, 6).End();

        Assert.Equal(7, await tap.SplitToAsync(number => number % 3, [.. targets.Select(target => target.Writer)], _undelivered.Add).Soon());

        Assert.Equal([0, 3, 6], await targets[0].Reader.ReadAllAsync().ToListAsync());
        Assert.Equal([1, 4], await targets[1].Reader.ReadAllAsync().ToListAsync());
        Assert.Equal([2, 5], await targets[2].Reader.ReadAllAsync().ToListAsync());
        Assert.Empty(_undelivered);
        Assert.Equal(1, tap.DisposeCount);
    }

    [Fact]
    public async Task A_question_splits_in_two()
    {
        var (source, values) = Mpsc.Unbounded<int>();
        for (int i = 1; i <= 4; i++) source.TryWrite(i);
        source.Complete();
        Channel<int> even = Channel.CreateUnbounded<int>();
        Channel<int> odd = Channel.CreateUnbounded<int>();

        await values.SplitToAsync(number => number % 2 == 0, even.Writer, odd.Writer, _undelivered.Add).Soon();

        Assert.Equal([2, 4], await even.Reader.ReadAllAsync().ToListAsync());
        Assert.Equal([1, 3], await odd.Reader.ReadAllAsync().ToListAsync());
    }

    [Fact]
    public async Task A_full_target_makes_the_others_wait_so_that_nothing_is_buffered()
    {
        var (source, values) = Mpsc.Unbounded<int>();
        foreach (int value in new[] { 0, 0, 1, 1 }) source.TryWrite(value);
        source.Complete();
        var (full, fullReader) = Mpsc.Bounded<int>(1);
        var (free, freeReader) = Mpsc.Unbounded<int>();

        Task<long> splitting = values.SplitToAsync(value => value, [full, free], _undelivered.Add);
        Assert.Equal((1, 0, 2), (fullReader.Count, freeReader.Count, values.Count));
        fullReader.TryRead(out _);

        Assert.Equal(4, await splitting.Soon());
        Assert.Equal(2, freeReader.Count);
    }

    [Fact]
    public async Task What_waits_for_room_when_it_is_cancelled_is_handed_back()
    {
        var (source, values) = Mpsc.Unbounded<int>();
        foreach (int value in new[] { 1, 2, 3 }) source.TryWrite(value);
        var (full, fullReader) = Mpsc.Bounded<int>(1);
        using CancellationTokenSource cts = new();
        Task<long> splitting = values.SplitToAsync(_ => 0, [full], _undelivered.Add, cts.Token);

        await cts.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => splitting.Soon());
        Assert.Equal([2], _undelivered);
        Assert.Equal((1, 1, false), (fullReader.Count, values.Count, full.IsClosed));
    }

    [Fact]
    public async Task Values_of_a_closed_target_are_handed_back_and_the_others_go_on()
    {
        Channel<int> closed = Channel.CreateUnbounded<int>();
        closed.Writer.Complete(new InvalidTimeZoneException());
        Channel<int> open = Channel.CreateUnbounded<int>();

        Assert.Equal(2, await Tap<int>.With(0, 1, 0, 1).End().SplitToAsync(value => value, [closed.Writer, open.Writer], _undelivered.Add).Soon());

        Assert.Equal([0, 0], _undelivered);
        Assert.Equal(2, open.Reader.Count);
    }

    [Fact]
    public async Task It_ends_when_all_targets_are_closed_and_leaves_the_rest()
    {
        var (source, values) = Mpsc.Unbounded<int>();
        foreach (int value in new[] { 0, 1, 0, 1 }) source.TryWrite(value);
        Channel<int> first = Channel.CreateUnbounded<int>();
        Channel<int> second = Channel.CreateUnbounded<int>();
        first.Writer.Complete();
        second.Writer.Complete();

        Assert.Equal(0, await values.SplitToAsync(value => value, [first.Writer, second.Writer], _undelivered.Add).Soon());

        Assert.Equal([0, 1], _undelivered);
        Assert.Equal(2, values.Count);
    }

    [Fact]
    public async Task The_error_of_the_source_is_that_of_the_targets()
    {
        InvalidTimeZoneException error = new();
        Channel<int> target = Channel.CreateUnbounded<int>();

        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => new Tap<int>().End(error).SplitToAsync(_ => 0, [target.Writer], _undelivered.Add).Soon());

        Assert.Same(error, await Assert.ThrowsAsync<InvalidTimeZoneException>(() => target.Reader.Completion.Soon()));
    }

    [Fact]
    public async Task A_place_that_there_is_not_fails_it_in_a_sentence_and_hands_the_value_back()
    {
        Tap<int> tap = Tap<int>.With(7, 8);
        Channel<int> target = Channel.CreateUnbounded<int>();

        InvalidOperationException thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => tap.SplitToAsync(number => number, [target.Writer], _undelivered.Add).Soon());

        Assert.Equal("The selector of the split named target 7, but there are 1, from 0 on.", thrown.Message);
        Assert.Equal([7], _undelivered);
        Assert.Equal((1, 1), (tap.Left, tap.DisposeCount));
    }

    [Fact]
    public void No_target_and_a_null_among_them_are_refused_at_the_call()
    {
        var (target, values) = Mpsc.Unbounded<int>();

        Assert.Throws<ArgumentException>(() => { _ = values.SplitToAsync(_ => 0, [], _undelivered.Add); });
        Assert.Throws<ArgumentException>(() => { _ = values.SplitToAsync(_ => 0, [target, null!], _undelivered.Add); });
    }
}
