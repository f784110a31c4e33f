using System.Threading.Channels;

namespace Channels.Benchmarks.Contestants;

/// <summary>System.Threading.Channels without a bound, as it comes.</summary>
internal readonly struct PeerUnbounded<T> : IForm<T>
{
    public static Ends<T> Open(int? capacity, int writers, int readers) =>
        Peer.Share(Channel.CreateUnbounded<T>(new UnboundedChannelOptions { SingleWriter = writers == 1 }), writers, readers);
}

/// <summary>System.Threading.Channels without a bound, told that there is one reader.</summary>
internal readonly struct PeerUnboundedSingleReader<T> : IForm<T>
{
    public static Ends<T> Open(int? capacity, int writers, int readers) =>
        Peer.Share(Channel.CreateUnbounded<T>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = writers == 1 }), writers, readers);
}

/// <summary>System.Threading.Channels with a bound, told how many write and read.</summary>
internal readonly struct PeerBounded<T> : IForm<T>
{
    public static Ends<T> Open(int? capacity, int writers, int readers) =>
        Peer.Share(Channel.CreateBounded<T>(new BoundedChannelOptions(capacity!.Value) { SingleReader = readers == 1, SingleWriter = writers == 1 }), writers, readers);
}

/// <summary>System.Threading.Channels with capacity 0, which is a class of its own there.</summary>
internal readonly struct PeerRendezvous<T> : IForm<T>
{
    public static Ends<T> Open(int? capacity, int writers, int readers) =>
        Peer.Share(Channel.CreateBounded<T>(new BoundedChannelOptions(0) { SingleReader = readers == 1, SingleWriter = writers == 1 }), writers, readers);
}

internal static class Peer
{
    public static Ends<T> Share<T>(Channel<T> channel, int writers, int readers) =>
        new([.. Enumerable.Repeat(channel.Writer, writers)], [.. Enumerable.Repeat(channel.Reader, readers)]);
}
