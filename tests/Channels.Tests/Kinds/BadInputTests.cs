namespace Channels.Tests.Kinds;

/// <summary>What the doors say to arguments they cannot take.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void A_capacity_below_one_is_refused_in_a_sentence(int capacity)
    {
        ArgumentOutOfRangeException thrown = Assert.Throws<ArgumentOutOfRangeException>(() => Mpsc.Bounded<int>(capacity));

        Assert.Equal("capacity", thrown.ParamName);
        Assert.Equal(capacity, thrown.ActualValue);
        Assert.StartsWith(
            $"A bounded queue needs room for at least one value, but the capacity is {capacity}. Give 1 or more, or leave it out for no bound.",
            thrown.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8192)]
    public void A_queue_refuses_to_begin_with_slots_it_cannot_index(int initialSlots)
    {
        ArgumentOutOfRangeException thrown = Assert.Throws<ArgumentOutOfRangeException>(() => new IdleQueue(null, initialSlots));

        Assert.Equal("initialSlots", thrown.ParamName);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4096)]
    public void A_queue_begins_with_any_power_of_two_from_2_to_4096(int initialSlots)
    {
        IdleQueue queue = new(null, initialSlots);

        Assert.Equal(WriteStatus.Written, queue.TryEnqueue(1));
        Assert.Null(queue.Capacity);
    }

    [Fact]
    public async Task A_null_continuation_is_refused()
    {
        EmptyWait wait = new();

        Assert.Throws<ArgumentNullException>(() => wait.OnCompleted(null!, null, 0, default));

        await Task.CompletedTask;
    }

    private sealed class IdleQueue(int? capacity, int initialSlots) : MpscQueue<int>(capacity, initialSlots)
    {
        protected override void Wake(bool isClosed)
        {
        }
    }

    private sealed class EmptyWait : Channels.Waiting.Waiter;
}
