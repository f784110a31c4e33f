using System.Threading.Channels;
using Channels.Tests.Contracts;

namespace Channels.Tests.Kinds;

/// <summary>Who closes an Mpsc channel and takes what it holds, or disposes its receiver, beside a reader that runs.</summary>
public sealed class MpscTakingOverTests
{
    [Fact]
    public void What_nobody_has_read_is_handed_back_in_order_from_either_side()
    {
        foreach (bool isSender in new[] { true, false })
        {
            var (sender, receiver) = Mpsc.Unbounded<int>();
            for (int i = 0; i < 50; i++) sender.TryWrite(i);
            receiver.TryRead(out _);

            IReadOnlyList<int> left = isSender ? sender.CloseAndTake() : receiver.CloseAndTake();

            Assert.Equal(Enumerable.Range(1, 49), left);
            Assert.Empty(receiver.CloseAndTake());
            Assert.False(receiver.TryRead(out _, out ReadStatus status));
            Assert.Equal(ReadStatus.Closed, status);
            Assert.True(receiver.Completion.IsCompletedSuccessfully);
        }
    }

    [Fact]
    public async Task A_reader_that_waits_finds_the_end()
    {
        var (sender, receiver) = Mpsc.Bounded<int>(1);
        Task<int> read = receiver.ReadAsync().AsTask();

        Assert.Empty(sender.CloseAndTake());

        await Assert.ThrowsAsync<ChannelClosedException>(() => read.Soon());
        Assert.False(await receiver.WaitToReadAsync());
    }

    [Fact]
    public void Each_value_goes_to_the_reader_or_to_who_takes_over()
    {
        (Sender<Crate> Sender, Receiver<Crate> Receiver) channel = Mpsc.Unbounded<Crate>();
        List<Crate> read = [];
        IReadOnlyList<Crate> left = [];

        InStep.Race(
            rounds: 2000,
            prepare: _ =>
            {
                channel = Mpsc.Unbounded<Crate>();
                read = [];
                for (int i = 0; i < 30; i++) channel.Sender.TryWrite(Crate.Of(i));
            },
            one: _ =>
            {
                while (channel.Receiver.TryRead(out Crate item)) read.Add(item);
            },
            other: _ => left = channel.Sender.CloseAndTake(),
            check: _ => Assert.Equal(Enumerable.Range(0, 30).Select(Crate.Of), read.Concat(left)));
    }

    [Fact]
    public void The_last_receiver_disposes_what_it_holds_at_once()
    {
        var (sender, receiver) = Mpsc.Unbounded<Valuable>();
        Valuable[] valuables = [.. Enumerable.Range(0, 20).Select(_ => new Valuable())];
        foreach (Valuable valuable in valuables) sender.TryWrite(valuable);

        receiver.Dispose();

        Assert.All(valuables, valuable => Assert.Equal(1, valuable.Disposals));
        Assert.Equal(0, sender.ReceiverCount);
        Assert.True(sender.Closed.IsCompleted);
    }

    [Fact]
    public void Discarding_says_how_many_values_it_dropped()
    {
        var (sender, receiver) = Mpsc.Bounded<Valuable>(3);
        Valuable valuable = new();
        sender.TryWrite(valuable);

        Assert.Equal(1, receiver.CloseAndDiscard());

        Assert.Equal(1, valuable.Disposals);
        Assert.Equal(0, sender.CloseAndDiscard());
    }

    [Fact]
    public void A_sender_of_mpsc_cannot_take_the_oldest_value_and_says_who_can()
    {
        var (sender, _) = Mpsc.Bounded<int>(1);

        NotSupportedException refused = Assert.Throws<NotSupportedException>(() => sender.ForceWrite(1, out _));

        Assert.Contains("Mpmc", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_channel_that_drops_hands_over_what_it_dropped()
    {
        List<int> dropped = [];
        var (sender, receiver) = Mpsc.Bounded<int>(2, BoundedChannelFullMode.DropOldest, dropped.Add);

        for (int i = 0; i < 4; i++) Assert.True(sender.TryWrite(i));
        Assert.Equal(WriteStatus.Displaced, sender.ForceWrite(4, out int displaced));

        Assert.Equal([0, 1], dropped);
        Assert.Equal(2, displaced);
        Assert.Equal([3, 4], receiver.CloseAndTake());
        Assert.IsNotType<SharedReceiver<int>>(receiver);
    }

    private sealed class Valuable : IDisposable
    {
        public int Disposals { get; private set; }

        public void Dispose() => Disposals++;
    }
}
