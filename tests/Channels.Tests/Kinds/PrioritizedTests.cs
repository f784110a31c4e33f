namespace Channels.Tests.Kinds;

/// <summary>The least first, equal ones in order, and a comparer that fails harms nobody else.</summary>
public sealed class PrioritizedTests
{
    [Fact]
    public void Values_come_out_by_rank_and_equal_ones_in_the_order_they_went_in()
    {
        int seed = Random.Shared.Next();
        Random random = new(seed);
        var (sender, receiver) = Mpmc.Prioritized<(int Rank, int Number)>(Comparer<(int Rank, int Number)>.Create((one, other) => one.Rank.CompareTo(other.Rank)));
        List<(int Rank, int Number)> held = [];

        for (int number = 0; number < 5_000; number++)
        {
            if (random.Next(3) != 0)
            {
                (int, int) item = (random.Next(10), number);
                sender.TryWrite(item);
                held.Add(item);
            }
            else if (held.Count != 0)
            {
                (int Rank, int Number) expected = held.Min();
                held.Remove(expected);
                Assert.True(receiver.TryPeek(out var seen));
                Assert.True(receiver.TryRead(out var item), $"seed {seed}");
                Assert.Equal((expected, expected), (seen, item));
            }
        }

        held.Sort();
        Assert.Equal(held, receiver.CloseAndTake());
    }

    [Fact]
    public async Task Waiting_writers_are_let_in_in_their_order_and_then_ranked()
    {
        var (sender, receiver) = Mpmc.Prioritized<int>(capacity: 2);
        sender.TryWrite(5);
        sender.TryWrite(6);
        Task first = sender.WriteAsync(9).AsTask();
        Task second = sender.WriteAsync(1).AsTask();

        Assert.Equal(5, await receiver.ReadAsync());
        await first;
        Assert.False(second.IsCompleted);
        Assert.Equal(6, await receiver.ReadAsync());
        await second;

        Assert.Equal(1, await receiver.ReadAsync());
        Assert.Equal(9, await receiver.ReadAsync());
        Assert.Throws<NotSupportedException>(() => sender.ForceWrite(1, out _));
    }

    [Fact]
    public void A_comparer_that_throws_changes_nothing()
    {
        bool isBroken = false;
        var (sender, receiver) = Mpmc.Prioritized<int>(Comparer<int>.Create((one, other) => isBroken ? throw new InvalidTimeZoneException() : one.CompareTo(other)));
        foreach (int item in new[] { 3, 1, 2, 4 }) sender.TryWrite(item);

        isBroken = true;
        Assert.Throws<InvalidTimeZoneException>(() => sender.TryWrite(0));
        Assert.Throws<InvalidTimeZoneException>(() => receiver.TryRead(out _));
        Assert.Equal(4, receiver.Count);
        isBroken = false;

        Assert.Equal([1, 2, 3, 4], receiver.CloseAndTake());
    }

    [Fact]
    public async Task A_comparer_that_throws_over_a_waiting_write_closes_the_channel_with_its_exception()
    {
        var (sender, receiver) = Mpmc.Prioritized<int>(Comparer<int>.Create((one, other) => one == 13 || other == 13 ? throw new InvalidTimeZoneException() : one.CompareTo(other)), capacity: 2);
        sender.TryWrite(1);
        sender.TryWrite(2);
        Task write = sender.WriteAsync(13).AsTask();
        Task behind = sender.WriteAsync(3).AsTask();

        Assert.Equal(1, await receiver.ReadAsync());

        foreach (Task failed in new[] { write, behind })
            Assert.IsType<InvalidTimeZoneException>((await Assert.ThrowsAsync<System.Threading.Channels.ChannelClosedException>(() => failed)).InnerException);
        Assert.Equal(2, await receiver.ReadAsync());
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => receiver.Completion);
    }
}
