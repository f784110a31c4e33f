using Channels.Tests.Contracts;

namespace Channels.Tests.Kinds;

/// <summary>A select waits on both kinds of receivers and on a lossless sender, and the one it takes is the only one.</summary>
public sealed class BroadcastSelectTests
{
    [Fact]
    public async Task A_select_takes_from_whichever_broadcast_has_a_value()
    {
        var (lossless, receiver) = Broadcast.Lossless<int>(2);
        using BroadcastReceiver<int> other = receiver.Clone();
        var (lagging, lagged) = Broadcast.Lagging<int>(1);
        using Select select = new();
        SelectRead<int> value = select.Read(receiver);
        SelectRead<Lagging<int>> news = select.Read(lagged);

        ValueTask<SelectCase?> first = select.NextAsync();
        Assert.False(first.IsCompleted);
        lossless.TryWrite(1);
        Assert.Same(value, await first.Soon());
        Assert.True(value.TryGet(out int one));
        Assert.Equal(1, one);
        Assert.Equal(1, other.Count);
        Assert.Equal(0, receiver.Count);

        ValueTask<SelectCase?> second = select.NextAsync();
        Assert.False(second.IsCompleted);
        lagging.TryWrite(2);
        lagging.TryWrite(3);
        Assert.Same(news, await second.Soon());
        Assert.True(news.TryGet(out Lagging<int> two));
        Assert.Equal(new Lagging<int>(2, 0), two);

        lossless.TryWrite(4);
        Assert.Equal(1, receiver.Count);
        Assert.Equal(1, lagged.Count);
    }

    [Fact]
    public async Task What_a_select_does_not_take_stays_with_its_receiver()
    {
        var (one, first) = Broadcast.Lossless<int>(1);
        var (two, second) = Broadcast.Lossless<int>(1);
        using Select select = new();
        SelectRead<int> left = select.Read(first);
        select.Read(second);
        ValueTask<SelectCase?> next = select.NextAsync();

        one.TryWrite(1);
        two.TryWrite(2);

        Assert.Same(left, await next.Soon());
        Assert.Equal(1, second.Count);
        Assert.True(second.TryRead(out int value));
        Assert.Equal(2, value);
        Assert.True(two.TryWrite(3));
        Assert.Equal(3, await second.ReadAsync());
    }

    [Fact]
    public async Task A_select_writes_when_the_slowest_has_read()
    {
        var (sender, fast) = Broadcast.Lossless<int>(1);
        using BroadcastReceiver<int> slow = fast.Clone();
        sender.TryWrite(1);
        using Select select = new();
        SelectWrite<int> write = select.Write(sender, 2);
        ValueTask<SelectCase?> next = select.NextAsync();
        fast.TryRead(out _);
        Assert.False(next.IsCompleted);

        slow.TryRead(out _);

        Assert.Same(write, await next.Soon());
        Assert.Equal(WriteStatus.Written, write.Status);
        Assert.Equal(2, await fast.ReadAsync());
        Assert.Equal(2, await slow.ReadAsync());
    }

    [Fact]
    public async Task A_select_learns_of_the_end()
    {
        var (sender, receiver) = Broadcast.Lossless<int>(1);
        using Select select = new();
        SelectRead<int> read = select.Read(receiver);
        ValueTask<SelectCase?> next = select.NextAsync();

        sender.Dispose();

        Assert.Same(read, await next.Soon());
        Assert.Equal(ReadStatus.Closed, read.Status);
    }

    [Fact]
    public async Task A_read_beside_a_waiting_select_is_refused()
    {
        var (sender, receiver) = Broadcast.Lossless<int>(1);
        using Select select = new();
        SelectRead<int> read = select.Read(receiver);
        ValueTask<SelectCase?> next = select.NextAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await receiver.ReadAsync());

        sender.TryWrite(1);
        Assert.Same(read, await next.Soon());
    }
}
