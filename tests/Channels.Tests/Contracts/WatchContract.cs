using System.Threading.Channels;

namespace Channels.Tests.Contracts;

/// <summary>What a channel that holds the newest value promises on top, whatever its values.</summary>
public abstract class WatchContract<T, TItems> : ChannelContract<T, TItems>
    where TItems : IItems<T>
{
    protected sealed override bool HasOneReader => false;

    protected sealed override (ChannelWriter<T> Writer, ChannelReader<T> Reader) Create() => CreateWatch();

    private static (WatchSender<T> Sender, WatchReceiver<T> Receiver) CreateWatch() => Watch.Create(Item(0));

    [Fact]
    public void The_first_value_counts_as_seen_and_can_be_looked_at()
    {
        var (sender, receiver) = CreateWatch();

        Assert.False(receiver.HasChanged);
        Assert.False(receiver.TryRead(out _, out ReadStatus status));
        Assert.Equal(ReadStatus.Empty, status);
        Assert.Equal(Item(0), receiver.Value);
        Assert.Equal(Item(0), sender.Value);
    }

    [Fact]
    public void A_value_replaces_the_one_before_and_is_never_refused_for_want_of_room()
    {
        var (sender, receiver) = CreateWatch();

        for (int number = 1; number <= 10; number++) Assert.True(sender.TryWrite(Item(number)));

        Assert.Equal(1, receiver.Count);
        Assert.True(receiver.TryRead(out T? item));
        Assert.Equal(Item(10), item);
        Assert.False(receiver.TryRead(out _));
    }

    [Fact]
    public async Task Every_receiver_sees_each_value_for_itself()
    {
        var (sender, receiver) = CreateWatch();
        using WatchReceiver<T> other = receiver.Clone();
        Task<T> first = receiver.ReadAsync().AsTask();
        Task<T> second = other.ReadAsync().AsTask();

        sender.TryWrite(Item(1));

        Assert.Equal(Item(1), await first.Soon());
        Assert.Equal(Item(1), await second.Soon());
    }

    [Fact]
    public async Task Looking_does_not_mark_a_value_as_seen()
    {
        var (sender, receiver) = CreateWatch();
        sender.TryWrite(Item(1));

        Assert.Equal(Item(1), receiver.Value);

        Assert.True(receiver.HasChanged);
        Assert.Equal(Item(1), await receiver.ReadAsync().Soon());
        Assert.False(receiver.HasChanged);
    }

    [Fact]
    public void Forcing_a_value_hands_the_old_one_back()
    {
        var (sender, receiver) = CreateWatch();

        WriteStatus status = sender.ForceWrite(Item(1), out T? displaced);

        Assert.Equal(WriteStatus.Displaced, status);
        Assert.Equal(Item(0), displaced);
        receiver.Close();
        Assert.Equal(WriteStatus.Closed, sender.ForceWrite(Item(2), out _));
        Assert.Equal(Item(1), sender.Value);
    }

    [Fact]
    public void Of_a_batch_the_last_value_is_stored_and_all_count()
    {
        var (sender, receiver) = CreateWatch();

        Assert.Equal(3, sender.TryWriteMany([Item(1), Item(2), Item(3)]));

        T[] read = new T[3];
        Assert.Equal(1, receiver.TryReadMany(read));
        Assert.Equal(Item(3), read[0]);
        Assert.Equal(0, sender.TryWriteMany([]));
        Assert.Equal(Item(3), sender.Value);
        sender.Close();
        Assert.Equal(0, sender.TryWriteMany([Item(4)]));
    }

    [Fact]
    public void There_is_room_for_one_at_any_time_and_none_to_set_aside()
    {
        var (sender, receiver) = CreateWatch();
        sender.TryWrite(Item(1));

        Assert.Equal((1, 1, 1), (sender.Capacity, sender.FreeCapacity, sender.Count));
        Assert.Equal((1, 1, 1), (receiver.Capacity, receiver.FreeCapacity, receiver.Count));
        receiver.TryRead(out _);
        Assert.Equal((0, 0), (sender.Count, receiver.Count));
        NotSupportedException refused = Assert.Throws<NotSupportedException>(() => sender.TryReserve(out _));
        Assert.Contains("takes every value at once", refused.Message, StringComparison.Ordinal);
    }
}
