using System.Threading.Channels;

namespace Channels.Tests.Contracts;

/// <summary>What every bounded channel promises of room that is set aside.</summary>
public abstract class PermitContract<T, TItems>
    where TItems : IItems<T>
{
    protected abstract (Sender<T> Sender, Receiver<T> Receiver) CreateBounded(int capacity);

    private static T Item(int number) => TItems.Of(number);

    [Fact]
    public void Reserved_room_counts_as_used()
    {
        var (sender, receiver) = CreateBounded(3);
        sender.TryWrite(Item(1));

        Assert.True(sender.TryReserve(out Permit<T> permit));

        Assert.Equal(1, sender.FreeCapacity);
        Assert.Equal(1, receiver.FreeCapacity);
        Assert.Equal(1, sender.Count);
        Assert.True(sender.TryWrite(Item(2)));
        Assert.False(sender.TryWrite(Item(3), out WriteStatus status));
        Assert.Equal(WriteStatus.Full, status);
        permit.Dispose();
        Assert.True(sender.TryWrite(Item(3)));
    }

    [Fact]
    public void Values_come_in_the_order_they_are_written_not_reserved()
    {
        var (sender, receiver) = CreateBounded(2);
        sender.TryReserve(out Permit<T> permit);
        sender.TryWrite(Item(1));

        permit.Write(Item(2));

        Assert.True(receiver.TryRead(out T? first));
        Assert.True(receiver.TryRead(out T? second));
        Assert.Equal((Item(1), Item(2)), (first, second));
        Assert.Equal(2, sender.FreeCapacity);
    }

    [Fact]
    public void A_permit_that_is_used_up_refuses_and_one_that_is_disposed_does_too()
    {
        var (sender, _) = CreateBounded(2);
        sender.TryReserve(out Permit<T> used);
        sender.TryReserve(out Permit<T> disposed);
        used.Write(Item(1));
        disposed.Dispose();
        disposed.Dispose();

        Assert.Throws<InvalidOperationException>(() => used.Write(Item(2)));
        Assert.Throws<InvalidOperationException>(() => disposed.Write(Item(2)));
        Assert.Equal(1, sender.Count);
        Assert.Equal(1, sender.FreeCapacity);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(4)]
    public async Task A_count_that_is_never_met_is_refused(int count)
    {
        var (sender, _) = CreateBounded(3);

        Assert.Throws<ArgumentOutOfRangeException>(() => sender.TryReserve(out _, count));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await sender.ReserveAsync(count));
        Assert.Equal(3, sender.FreeCapacity);
    }

    [Fact]
    public async Task A_reservation_waits_for_room_and_gets_it_in_line()
    {
        var (sender, receiver) = CreateBounded(1);
        sender.TryWrite(Item(1));
        Task<Permit<T>> reserve = sender.ReserveAsync().AsTask();
        Task write = sender.WriteAsync(Item(3)).AsTask();

        receiver.TryRead(out _);

        Permit<T> permit = await reserve.Soon();
        Assert.False(write.IsCompleted);
        Assert.Equal(0, sender.FreeCapacity);
        permit.Write(Item(2));
        Assert.Equal(Item(2), await receiver.ReadAsync());
        await write.Soon();
        Assert.Equal(Item(3), await receiver.ReadAsync());
    }

    [Fact]
    public async Task Room_for_several_is_gathered_and_nobody_behind_gets_any()
    {
        var (sender, receiver) = CreateBounded(2);
        sender.TryWrite(Item(1));
        sender.TryWrite(Item(2));
        Task<Permit<T>> two = sender.ReserveAsync(2).AsTask();
        Task write = sender.WriteAsync(Item(5)).AsTask();

        receiver.TryRead(out _);

        Assert.False(two.IsCompleted || write.IsCompleted);
        Assert.False(sender.TryWrite(Item(-1)));
        Assert.False(sender.TryReserve(out _));
        receiver.TryRead(out _);
        using Permit<T> permit = await two.Soon();
        Assert.Equal(2, permit.Count);
        Assert.False(write.IsCompleted);
    }

    [Fact]
    public async Task A_reservation_that_is_cancelled_holds_nothing_and_lets_those_behind_it_in()
    {
        var (sender, _) = CreateBounded(2);
        sender.TryWrite(Item(1));
        using CancellationTokenSource cts = new();
        Task<Permit<T>> two = sender.ReserveAsync(2, cts.Token).AsTask();
        Task write = sender.WriteAsync(Item(2)).AsTask();
        Assert.False(write.IsCompleted);

        await cts.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => two.Soon());
        await write.Soon();
        Assert.Equal(0, sender.FreeCapacity);
    }

    [Fact]
    public async Task Room_that_is_given_back_goes_to_those_who_wait()
    {
        var (sender, receiver) = CreateBounded(2);
        Permit<T> permit = await sender.ReserveAsync(2);
        Task first = sender.WriteAsync(Item(2)).AsTask();
        permit.Write(Item(1));
        Assert.False(first.IsCompleted);

        permit.Dispose();

        await first.Soon();
        Assert.Equal(Item(1), await receiver.ReadAsync());
        Assert.Equal(Item(2), await receiver.ReadAsync());
    }

    [Fact]
    public async Task A_closed_channel_waits_for_its_open_permits()
    {
        var (sender, receiver) = CreateBounded(2);
        Permit<T> written = await sender.ReserveAsync();
        Permit<T> returned = await sender.ReserveAsync();
        Task completion = receiver.Completion;

        sender.TryComplete();

        Assert.False(sender.TryWrite(Item(-1)));
        Assert.False(sender.TryReserve(out _));
        Assert.False(receiver.TryRead(out _, out ReadStatus status));
        Assert.Equal(ReadStatus.Empty, status);
        Task<T> read = receiver.ReadAsync().AsTask();
        written.Write(Item(1));
        Assert.Equal(Item(1), await read.Soon());
        Assert.False(completion.IsCompleted);
        Task<bool> wait = receiver.WaitToReadAsync().AsTask();
        Assert.False(wait.IsCompleted);
        returned.Dispose();
        Assert.False(await wait.Soon());
        await completion.Soon();
        Assert.False(receiver.TryRead(out _, out status));
        Assert.Equal(ReadStatus.Closed, status);
    }

    [Fact]
    public async Task Closing_ends_waiting_reservations()
    {
        var (sender, _) = CreateBounded(1);
        sender.TryWrite(Item(1));
        InvalidTimeZoneException error = new();
        Task<Permit<T>> reserve = sender.ReserveAsync().AsTask();

        sender.TryComplete(error);

        ChannelClosedException thrown = await Assert.ThrowsAsync<ChannelClosedException>(() => reserve.Soon());
        Assert.Same(error, thrown.InnerException);
        await Assert.ThrowsAsync<ChannelClosedException>(async () => await sender.ReserveAsync());
    }

    [Fact]
    public async Task A_permit_outlives_its_sender()
    {
        var (sender, receiver) = CreateBounded(1);
        Permit<T> permit = await sender.ReserveAsync();

        sender.Dispose();
        permit.Write(Item(1));

        Assert.Equal(Item(1), await receiver.ReadAsync());
        await Assert.ThrowsAsync<ChannelClosedException>(async () => await receiver.ReadAsync());
    }

    [Fact]
    public async Task A_waiting_read_gets_what_a_permit_brings()
    {
        var (sender, receiver) = CreateBounded(1);
        Permit<T> permit = await sender.ReserveAsync();
        Task<T> read = receiver.ReadAsync().AsTask();

        permit.Write(Item(1));

        Assert.Equal(Item(1), await read.Soon());
        Assert.Equal(1, sender.FreeCapacity);
    }

    [Fact]
    public async Task What_a_permit_brings_after_everything_was_taken_is_for_nobody()
    {
        var (sender, receiver) = CreateBounded(2);
        sender.TryWrite(Item(1));
        Permit<T> permit = await sender.ReserveAsync();

        Assert.Equal([Item(1)], sender.CloseAndTake());
        Assert.False(await receiver.WaitToReadAsync());
        permit.Write(Item(2));

        Assert.False(receiver.TryRead(out _, out ReadStatus status));
        Assert.Equal(ReadStatus.Closed, status);
        Assert.Equal(0, permit.Count);
    }
}
