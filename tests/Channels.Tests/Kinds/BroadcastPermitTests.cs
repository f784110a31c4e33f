using System.Threading.Channels;
using Channels.Tests.Contracts;

namespace Channels.Tests.Kinds;

/// <summary>Room set aside in a lossless broadcast: in the writers' line, and good after the close.</summary>
public sealed class BroadcastPermitTests
{
    [Fact]
    public void A_permit_holds_its_room_until_it_is_used_or_disposed()
    {
        var (sender, receiver) = Broadcast.Lossless<int>(2);
        Assert.True(sender.TryReserve(out Permit<int> permit, 2));
        Assert.Equal(0, sender.FreeCapacity);
        Assert.False(sender.TryWrite(1));
        Assert.False(sender.TryReserve(out _));

        permit.Write(1);
        permit.Dispose();

        Assert.True(sender.TryWrite(2));
        Assert.False(sender.TryWrite(3));
        Assert.True(receiver.TryRead(out int first));
        Assert.Equal(1, first);
    }

    [Fact]
    public async Task Who_wants_more_room_is_not_passed_by_who_wants_less()
    {
        var (sender, receiver) = Broadcast.Lossless<int>(2);
        sender.TryWrite(1);
        sender.TryWrite(2);
        Task<Permit<int>> two = sender.ReserveAsync(2).AsTask();
        Task one = sender.WriteAsync(3).AsTask();

        receiver.TryRead(out _);
        Assert.False(two.IsCompleted);
        Assert.False(one.IsCompleted);
        receiver.TryRead(out _);

        Permit<int> permit = await two.Soon();
        Assert.False(one.IsCompleted);
        permit.Dispose();
        await one.Soon();
    }

    [Fact]
    public async Task Who_gives_up_in_front_lets_those_behind_in_who_want_less()
    {
        var (sender, receiver) = Broadcast.Lossless<int>(2);
        using CancellationTokenSource cts = new();
        sender.TryWrite(1);
        sender.TryWrite(2);
        Task<Permit<int>> two = sender.ReserveAsync(2, cts.Token).AsTask();
        Task one = sender.WriteAsync(3).AsTask();
        receiver.TryRead(out _);

        await cts.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => two.Soon());
        await one.Soon();
        Assert.Equal(2, receiver.Count);
    }

    [Fact]
    public async Task A_closed_channel_takes_what_open_permits_bring_and_ends_after_it()
    {
        var (sender, receiver) = Broadcast.Lossless<int>(3);
        BroadcastReceiver<int> other = receiver.Clone();
        Permit<int> permit = await sender.ReserveAsync(2);
        sender.Dispose();
        Task<int> read = receiver.ReadAsync().AsTask();
        Assert.False(read.IsCompleted);
        Assert.False(other.TryRead(out _, out ReadStatus status));
        Assert.Equal(ReadStatus.Empty, status);

        permit.Write(1);
        Assert.Equal(1, await read.Soon());
        Task<bool> end = receiver.WaitToReadAsync().AsTask();
        Assert.False(end.IsCompleted);
        permit.Dispose();

        Assert.False(await end.Soon());
        await receiver.Completion.Soon();
        Assert.False(other.Completion.IsCompleted);
        Assert.Equal(1, await other.ReadAsync());
        await other.Completion.Soon();
    }

    [Fact]
    public async Task Closing_fails_who_waits_for_room_and_keeps_what_was_reserved()
    {
        var (sender, receiver) = Broadcast.Lossless<int>(1);
        Permit<int> permit = await sender.ReserveAsync();
        ValueTask<Permit<int>> waiting = sender.ReserveAsync();
        InvalidTimeZoneException error = new();

        receiver.Close();
        Assert.False(sender.TryComplete(error));

        await Assert.ThrowsAsync<ChannelClosedException>(() => waiting.Soon());
        permit.Write(7);
        Assert.Equal(7, await receiver.ReadAsync());
        Assert.False(await receiver.WaitToReadAsync());
    }

    [Fact]
    public void A_permit_outlives_the_receivers_and_its_value_goes_nowhere()
    {
        var (sender, receiver) = Broadcast.Lossless<int>(1);
        sender.TryReserve(out Permit<int> permit);
        receiver.Dispose();
        BroadcastReceiver<int> next;

        permit.Write(1);
        next = sender.Subscribe();

        Assert.False(next.TryRead(out _));
        Assert.True(sender.TryWrite(2));
        Assert.True(next.TryRead(out int value));
        Assert.Equal(2, value);
    }
}
