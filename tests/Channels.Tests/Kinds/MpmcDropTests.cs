using System.Threading.Channels;

namespace Channels.Tests.Kinds;

/// <summary>What goes when a value is written to a full channel, and that somebody is told.</summary>
public sealed class MpmcDropTests
{
    private readonly List<int> _dropped = [];

    [Theory]
    [InlineData(BoundedChannelFullMode.DropOldest, new[] { 2, 3 }, 1)]
    [InlineData(BoundedChannelFullMode.DropNewest, new[] { 1, 3 }, 2)]
    [InlineData(BoundedChannelFullMode.DropWrite, new[] { 1, 2 }, 3)]
    public async Task A_full_channel_drops_as_its_mode_says_and_tells(BoundedChannelFullMode mode, int[] kept, int dropped)
    {
        var (sender, receiver) = Mpmc.Bounded<int>(2, mode, _dropped.Add);
        sender.TryWrite(1);
        await sender.WriteAsync(2);
        Assert.True(await sender.WaitToWriteAsync());

        Assert.True(sender.TryWrite(3, out WriteStatus status));

        Assert.Equal(WriteStatus.Written, status);
        Assert.Equal([dropped], _dropped);
        Assert.Equal(kept, receiver.CloseAndTake());
        Assert.False(sender.TryWrite(4));
        await Assert.ThrowsAsync<ChannelClosedException>(async () => await sender.WriteAsync(4));
        Assert.Single(_dropped);
    }

    [Fact]
    public async Task With_Wait_nothing_is_dropped()
    {
        var (sender, receiver) = Mpmc.Bounded<int>(1, BoundedChannelFullMode.Wait, _dropped.Add);
        sender.TryWrite(1);

        Assert.False(sender.TryWrite(2));
        Task write = sender.WriteAsync(2).AsTask();
        Assert.False(write.IsCompleted);
        receiver.TryRead(out _);
        await write;

        Assert.Empty(_dropped);
    }

    [Fact]
    public async Task Room_that_is_reserved_is_not_dropped_into()
    {
        var (sender, receiver) = Mpmc.Bounded<int>(1, BoundedChannelFullMode.DropOldest, _dropped.Add);
        Permit<int> permit = await sender.ReserveAsync();

        sender.TryWrite(1);
        permit.Write(2);

        Assert.Equal([1], _dropped);
        Assert.Equal(2, await receiver.ReadAsync());
    }

    [Fact]
    public void Who_is_told_may_use_the_channel()
    {
        Sender<int>? sender = null;
        (sender, SharedReceiver<int> receiver) = Mpmc.Bounded<int>(1, BoundedChannelFullMode.DropOldest, item =>
        {
            _dropped.Add(item);
            if (item == 1) sender!.TryWrite(item + 10);
        });

        Assert.Equal(3, sender.TryWriteMany([1, 2, 3]));

        Assert.Equal([1, 2, 11], _dropped);
        Assert.Equal([3], receiver.CloseAndTake());
    }

    [Fact]
    public void A_forced_write_hands_the_oldest_value_back()
    {
        var (sender, receiver) = Mpmc.Bounded<int>(2);
        Assert.Equal(WriteStatus.Written, sender.ForceWrite(1, out _));
        Assert.Equal(WriteStatus.Written, sender.ForceWrite(2, out _));

        Assert.Equal(WriteStatus.Displaced, sender.ForceWrite(3, out int displaced));

        Assert.Equal(1, displaced);
        Assert.Equal([2, 3], receiver.CloseAndTake());
        Assert.Equal(WriteStatus.Closed, sender.ForceWrite(4, out _));
    }

    [Fact]
    public async Task A_forced_write_that_finds_only_reserved_room_is_what_comes_back()
    {
        var (sender, receiver) = Mpmc.Bounded<int>(1);
        using Permit<int> permit = await sender.ReserveAsync();

        Assert.Equal(WriteStatus.Displaced, sender.ForceWrite(1, out int displaced));

        Assert.Equal(1, displaced);
        Task<int> read = receiver.ReadAsync().AsTask();
        Assert.Equal(WriteStatus.Written, sender.ForceWrite(2, out _));
        Assert.Equal(2, await read);
    }

    [Fact]
    public void Bad_input_is_refused_in_a_sentence()
    {
        Assert.Equal("capacity", Assert.Throws<ArgumentOutOfRangeException>(() => Mpmc.Bounded<int>(0)).ParamName);
        Assert.Equal("capacity", Assert.Throws<ArgumentOutOfRangeException>(() => Mpmc.Prioritized<int>(capacity: 0)).ParamName);
        Assert.Equal("capacity", Assert.Throws<ArgumentOutOfRangeException>(() => Mpmc.Bounded<int>(-1, BoundedChannelFullMode.DropWrite, _dropped.Add)).ParamName);
        Assert.Equal("dropped", Assert.Throws<ArgumentNullException>(() => Mpmc.Bounded<int>(1, BoundedChannelFullMode.DropWrite, null!)).ParamName);
        Assert.Equal("fullMode", Assert.Throws<ArgumentOutOfRangeException>(() => Mpmc.Bounded<int>(1, (BoundedChannelFullMode)9, _dropped.Add)).ParamName);
    }

    [Fact]
    public void The_last_receiver_takes_what_is_held_with_it_and_later_permits_too()
    {
        var (sender, receiver) = Mpmc.Bounded<Ticket>(3);
        Ticket held = new();
        Ticket late = new();
        sender.TryWrite(held);
        sender.TryReserve(out Permit<Ticket> permit);

        receiver.Dispose();
        permit.Write(late);

        Assert.True(held.IsDisposed);
        Assert.True(late.IsDisposed);
    }

    private sealed class Ticket : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
