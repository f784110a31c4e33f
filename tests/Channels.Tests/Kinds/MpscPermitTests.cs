using System.Threading.Channels;
using Channels.Tests.Contracts;

namespace Channels.Tests.Kinds;

/// <summary>Room that is set aside in an Mpsc channel, beside writers, the reader and the end.</summary>
public sealed class MpscPermitTests
{
    [Fact]
    public async Task Room_that_is_reserved_is_nobody_elses()
    {
        var (sender, receiver) = Mpsc.Bounded<Letter>(2);
        using Permit<Letter> permit = await sender.ReserveAsync();

        Assert.Equal(1, sender.FreeCapacity);
        Assert.True(sender.TryWrite(new Letter(1)));
        Assert.False(sender.TryWrite(new Letter(2), out WriteStatus status));
        Assert.Equal(WriteStatus.Full, status);
        permit.Write(new Letter(3));

        Assert.Equal(0, sender.FreeCapacity);
        Assert.Equal([new Letter(1), new Letter(3)], receiver.CloseAndTake());
    }

    [Fact]
    public async Task What_is_not_used_goes_to_the_next_in_line()
    {
        var (sender, receiver) = Mpsc.Bounded<Letter>(1);
        Permit<Letter> permit = await sender.ReserveAsync();
        Task write = sender.WriteAsync(new Letter(1)).AsTask();
        Assert.False(write.IsCompleted);

        permit.Dispose();

        await write.Soon();
        Assert.True(receiver.TryRead(out Letter? read));
        Assert.Equal(new Letter(1), read);
    }

    [Fact]
    public async Task Room_for_many_is_gathered_in_line_and_those_behind_wait()
    {
        var (sender, receiver) = Mpsc.Bounded<int>(3);
        for (int i = 0; i < 3; i++) sender.TryWrite(i);
        Task<Permit<int>> many = sender.ReserveAsync(2).AsTask();
        Task behind = sender.WriteAsync(3).AsTask();

        await receiver.ReadAsync();
        Assert.False(many.IsCompleted);
        Assert.False(behind.IsCompleted);
        Assert.False(sender.TryReserve(out _));

        await receiver.ReadAsync();
        Permit<int> permit = await many.Soon();
        Assert.False(behind.IsCompleted);
        await receiver.ReadAsync();
        await behind.Soon();
        permit.Write(10);
        permit.Write(11);
        Assert.Throws<InvalidOperationException>(() => permit.Write(12));
        Assert.Equal([3, 10, 11], receiver.CloseAndTake());
    }

    [Fact]
    public async Task A_cancelled_reservation_for_many_lets_those_behind_it_in()
    {
        var (sender, receiver) = Mpsc.Bounded<int>(2);
        sender.TryWrite(0);
        using CancellationTokenSource cts = new();
        Task<Permit<int>> many = sender.ReserveAsync(2, cts.Token).AsTask();
        Task behind = sender.WriteAsync(1).AsTask();
        Assert.False(behind.IsCompleted);

        await cts.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => many.Soon());
        await behind.Soon();
        Assert.Equal(2, receiver.Count);
        Assert.True(receiver.TryRead(out _));
        Assert.True(sender.TryWrite(2));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(2)]
    public async Task A_closed_channel_takes_what_its_permits_bring_and_ends_after_them(int? capacity)
    {
        var (sender, receiver) = capacity is { } bound ? Mpsc.Bounded<int>(bound) : Mpsc.Unbounded<int>();
        Permit<int> permit = await sender.ReserveAsync(2);
        Task completion = receiver.Completion;

        Assert.True(receiver.Close());
        Assert.False(receiver.Close());

        Assert.True(sender.IsClosed);
        Assert.True(sender.Closed.IsCompleted);
        Assert.False(sender.TryWrite(1, out WriteStatus status));
        Assert.Equal(WriteStatus.Closed, status);
        Assert.False(sender.TryReserve(out _));
        await Assert.ThrowsAsync<ChannelClosedException>(() => sender.ReserveAsync().AsTask());
        await Assert.ThrowsAsync<ChannelClosedException>(() => sender.WriteAsync(1).AsTask());
        Assert.False(receiver.TryRead(out _, out ReadStatus nothing));
        Assert.Equal(ReadStatus.Empty, nothing);
        Task<bool> wait = receiver.WaitToReadAsync().AsTask();
        Assert.False(wait.IsCompleted);

        permit.Write(7);
        Assert.True(await wait.Soon());
        Assert.Equal(7, await receiver.ReadAsync());
        Assert.False(completion.IsCompleted);
        wait = receiver.WaitToReadAsync().AsTask();
        permit.Dispose();

        Assert.False(await wait.Soon());
        await completion.Soon();
        Assert.False(receiver.TryRead(out _, out nothing));
        Assert.Equal(ReadStatus.Closed, nothing);
    }

    [Fact]
    public async Task A_close_ends_the_waits_for_room_while_a_permit_is_open()
    {
        var (sender, receiver) = Mpsc.Bounded<int>(1);
        Permit<int> permit = await sender.ReserveAsync();
        Task write = sender.WriteAsync(1).AsTask();
        Task<Permit<int>> reserve = sender.ReserveAsync().AsTask();
        Task<bool> wait = sender.WaitToWriteAsync().AsTask();

        sender.TryComplete(new InvalidTimeZoneException());

        Assert.IsType<InvalidTimeZoneException>((await Assert.ThrowsAsync<ChannelClosedException>(() => write.Soon())).InnerException);
        Assert.IsType<InvalidTimeZoneException>((await Assert.ThrowsAsync<ChannelClosedException>(() => reserve.Soon())).InnerException);
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => wait.Soon());
        permit.Write(2);
        Assert.Equal(2, await receiver.ReadAsync());
    }

    [Fact]
    public async Task A_permit_outlives_the_last_sender()
    {
        var (sender, receiver) = Mpsc.Bounded<int>(1);
        Permit<int> permit = await sender.ReserveAsync();
        sender.Dispose();

        permit.Write(1);

        Assert.Equal(1, await receiver.ReadAsync().Soon());
        Assert.False(await receiver.WaitToReadAsync().Soon());
    }

    [Fact]
    public async Task What_a_permit_brings_after_the_last_receiver_is_disposed()
    {
        var (sender, receiver) = Mpsc.Bounded<Ticket>(2);
        Permit<Ticket> permit = await sender.ReserveAsync();
        Task<bool> wait = receiver.WaitToReadAsync().AsTask();
        receiver.Dispose();
        Assert.False(await wait.Soon());
        Ticket ticket = new();

        permit.Write(ticket);

        Assert.True(ticket.IsDisposed);
        await receiver.Completion.Soon();
    }

    [Fact]
    public async Task A_channel_without_a_bound_counts_its_permits_too()
    {
        var (sender, receiver) = Mpsc.Unbounded<int>();
        Permit<int> permit = await sender.ReserveAsync(1000);

        Assert.Null(sender.FreeCapacity);
        Assert.True(sender.TryWrite(1));
        permit.Write(2);
        permit.Dispose();

        Assert.True(sender.TryWrite(3));
        Assert.Equal([1, 2, 3], receiver.CloseAndTake());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void A_permit_that_could_never_be_met_is_refused(int count)
    {
        var (sender, _) = Mpsc.Bounded<int>(2);

        Assert.Throws<ArgumentOutOfRangeException>(nameof(count), () => sender.TryReserve(out _, count));
    }

    private sealed class Ticket : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
