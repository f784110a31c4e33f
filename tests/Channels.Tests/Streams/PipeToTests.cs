using System.Threading.Channels;
using Channels.Streams;
using Channels.Tests.Contracts;

namespace Channels.Tests.Streams;

public sealed class PipeToTests
{
    [Fact]
    public async Task Any_channel_flows_into_any_other_and_its_end_is_passed_on()
    {
        Channel<int> source = Channel.CreateUnbounded<int>();
        var (target, received) = Mpsc.Bounded<int>(2);
        for (int i = 0; i < 5; i++) source.Writer.TryWrite(i);
        source.Writer.Complete();

        Task<long> piping = source.Reader.PipeToAsync(target);

        Assert.Equal([0, 1, 2, 3, 4], await received.ReadAllAsync().ToListAsync());
        Assert.Equal(5, await piping.Soon());
    }

    [Fact]
    public async Task The_error_of_the_source_is_passed_on_and_thrown()
    {
        InvalidTimeZoneException error = new();
        Channel<int> source = Channel.CreateUnbounded<int>();
        var (target, received) = Mpsc.Unbounded<int>();
        source.Writer.TryWrite(1);
        source.Writer.Complete(error);

        Assert.Same(error, await Assert.ThrowsAsync<InvalidTimeZoneException>(() => source.Reader.PipeToAsync(target).Soon()));

        Assert.True(received.TryRead(out _));
        Assert.Same(error, await Assert.ThrowsAsync<InvalidTimeZoneException>(() => received.Completion.Soon()));
    }

    [Fact]
    public async Task A_target_that_others_write_to_is_left_open_if_asked_for()
    {
        Channel<int> source = Channel.CreateUnbounded<int>();
        source.Writer.Complete();
        var (target, _) = Mpsc.Unbounded<int>();

        Assert.Equal(0, await source.Reader.PipeToAsync(target, completesTarget: false).Soon());

        Assert.False(target.IsClosed);
    }

    [Fact]
    public async Task A_full_target_leaves_the_rest_in_the_source()
    {
        Channel<int> source = Channel.CreateUnbounded<int>();
        for (int i = 0; i < 5; i++) source.Writer.TryWrite(i);
        var (target, received) = Mpsc.Bounded<int>(2);

        Task<long> piping = source.Reader.PipeToAsync(target);

        Assert.False(piping.IsCompleted);
        Assert.Equal((3, 2), (source.Reader.Count, received.Count));
        received.Close();
        Assert.Equal(2, await piping.Soon());
        Assert.Equal(3, source.Reader.Count);
    }

    [Fact]
    public async Task A_cancelled_pipe_has_lost_nothing_and_both_channels_go_on()
    {
        Channel<int> source = Channel.CreateUnbounded<int>();
        for (int i = 0; i < 3; i++) source.Writer.TryWrite(i);
        var (target, received) = Mpsc.Bounded<int>(1);
        using CancellationTokenSource cts = new();
        Task<long> piping = source.Reader.PipeToAsync(target, cancellationToken: cts.Token);

        await cts.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => piping.Soon());
        Assert.Equal((2, 1, false), (source.Reader.Count, received.Count, target.IsClosed));
    }

    [Fact]
    public async Task A_sequence_is_written_and_disposed()
    {
        Tap<int> tap = Tap<int>.With(1, 2).End();
        var (target, received) = Mpsc.Unbounded<int>();

        Assert.Equal(2, await tap.PipeToAsync(target).Soon());

        Assert.Equal([1, 2], await received.ReadAllAsync().ToListAsync());
        Assert.Equal(1, tap.DisposeCount);
    }

    [Fact]
    public async Task A_sequence_whose_target_is_closed_is_disposed_without_being_asked_for_more()
    {
        Tap<int> tap = Tap<int>.With(1, 2);
        var (target, received) = Mpsc.Bounded<int>(1);
        Task<long> piping = tap.PipeToAsync(target);
        received.Close();

        Assert.Equal(1, await piping.Soon());
        Assert.Equal(1, tap.Left);
    }

    [Fact]
    public async Task A_value_whose_room_another_writer_took_is_handed_back_if_the_pipe_is_cancelled()
    {
        StolenRoom target = new();
        using CancellationTokenSource cts = new();
        List<int> undelivered = [];
        Task<long> piping = Tap<int>.With(1, 2).PipeToAsync(target, undelivered: undelivered.Add, cancellationToken: cts.Token);

        await cts.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => piping.Soon());
        Assert.Equal([1], undelivered);
    }

    [Fact]
    public async Task Many_channels_fan_into_one_and_take_turns()
    {
        Channel<int>[] sources = [Channel.CreateUnbounded<int>(), Channel.CreateUnbounded<int>()];
        foreach (int i in new[] { 1, 2 })
        {
            sources[0].Writer.TryWrite(i);
            sources[1].Writer.TryWrite(-i);
        }

        foreach (Channel<int> source in sources) source.Writer.Complete();
        var (target, received) = Mpsc.Bounded<int>(1);

        Task<long> piping = sources.Select(source => source.Reader).Merge().PipeToAsync(target);

        Assert.Equal([1, -1, 2, -2], await received.ReadAllAsync().ToListAsync());
        Assert.Equal(4, await piping.Soon());
    }

    [Fact]
    public void Nulls_are_refused_at_the_call()
    {
        var (target, received) = Mpsc.Unbounded<int>();

        Assert.Throws<ArgumentNullException>(() => { _ = ((ChannelReader<int>)null!).PipeToAsync(target); });
        Assert.Throws<ArgumentNullException>(() => { _ = received.PipeToAsync(null!); });
    }

    /// <summary>Says that there is room, and has none when it is written to.</summary>
    private sealed class StolenRoom : ChannelWriter<int>
    {
        public override bool TryWrite(int item) => false;

        public override ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken = default) => new(true);

        public override async ValueTask WriteAsync(int item, CancellationToken cancellationToken = default) => await Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
