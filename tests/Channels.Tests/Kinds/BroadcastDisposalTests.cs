using Channels.Tests.Contracts;

namespace Channels.Tests.Kinds;

/// <summary>A value that leaves a broadcast unread is disposed; one that somebody has read is theirs.</summary>
public sealed class BroadcastDisposalTests
{
    [Fact]
    public void The_last_receiver_disposes_what_nobody_read()
    {
        var (sender, receiver) = Broadcast.Lossless<Resource>(4);
        BroadcastReceiver<Resource> other = receiver.Clone();
        Resource[] resources = Write(sender, 3);
        receiver.TryRead(out _);

        receiver.Dispose();
        Assert.All(resources, resource => Assert.Equal(0, resource.Disposals));
        other.Dispose();

        Assert.Equal([0, 1, 1], resources.Select(resource => resource.Disposals));
    }

    [Fact]
    public void What_only_the_slow_receiver_had_not_read_is_let_go_and_not_disposed()
    {
        var (sender, fast) = Broadcast.Lossless<Resource>(4);
        BroadcastReceiver<Resource> slow = fast.Clone();
        Resource[] resources = Write(sender, 2);
        fast.TryRead(out _);
        fast.TryRead(out _);

        slow.Dispose();

        Assert.Equal(0, sender.Count);
        Assert.All(resources, resource => Assert.Equal(0, resource.Disposals));
    }

    [Fact]
    public void Closing_and_discarding_disposes_what_nobody_read_and_counts_all()
    {
        var (sender, fast) = Broadcast.Lossless<Resource>(4);
        using BroadcastReceiver<Resource> slow = fast.Clone();
        Resource[] resources = Write(sender, 3);
        fast.TryRead(out _);

        Assert.Equal(3, sender.CloseAndDiscard());

        Assert.Equal([0, 1, 1], resources.Select(resource => resource.Disposals));
    }

    [Fact]
    public async Task A_value_that_was_handed_to_a_waiting_read_is_not_disposed()
    {
        var (sender, fast) = Broadcast.Lossless<Resource>(4);
        BroadcastReceiver<Resource> slow = fast.Clone();
        Task<Resource> read = fast.ReadAsync().AsTask();
        Resource resource = Write(sender, 1)[0];
        fast.Dispose();

        slow.Dispose();

        Assert.Same(resource, await read.Soon());
        Assert.Equal(0, resource.Disposals);
    }

    [Fact]
    public void What_is_evicted_unread_is_disposed()
    {
        var (sender, receiver) = Broadcast.Lossless<Resource>(2);
        Resource[] resources = Write(sender, 2);

        Assert.Equal(1, sender.Evict(2));

        Assert.All(resources, resource => Assert.Equal(1, resource.Disposals));
        receiver.Dispose();
        Assert.All(resources, resource => Assert.Equal(1, resource.Disposals));
    }

    [Fact]
    public void What_a_lagging_broadcast_overwrites_is_not_disposed_and_what_it_drops_is()
    {
        var (sender, receiver) = Broadcast.Lagging<Resource>(2);
        Resource[] resources = Write(sender, 3);

        receiver.Dispose();

        Assert.Equal([0, 1, 1], resources.Select(resource => resource.Disposals));
    }

    [Fact]
    public void A_permit_without_receivers_disposes_its_value()
    {
        var (sender, receiver) = Broadcast.Lossless<Resource>(2);
        sender.TryReserve(out Permit<Resource> permit);
        receiver.Dispose();
        Resource resource = new();

        permit.Write(resource);

        Assert.Equal(1, resource.Disposals);
    }

    private static Resource[] Write(Sender<Resource> sender, int count)
    {
        Resource[] resources = [.. Enumerable.Range(0, count).Select(_ => new Resource())];
        foreach (Resource resource in resources) Assert.True(sender.TryWrite(resource));
        return resources;
    }

    private sealed class Resource : IDisposable
    {
        public int Disposals { get; private set; }

        public void Dispose() => Disposals++;
    }
}
