using System.Threading.Channels;

namespace Channels.Benchmarks.Contestants;

/// <summary>Ours for one reader: a sender of its own for each writer, as one would write it.</summary>
internal readonly struct OurMpsc<T> : IForm<T>
{
    public static Ends<T> Open(int? capacity, int writers, int readers)
    {
        (Sender<T> sender, Receiver<T> receiver) = capacity is { } bound ? Mpsc.Bounded<T>(bound) : Mpsc.Unbounded<T>();
        return new Ends<T>(Clones.Of(sender, writers), [receiver]);
    }
}

/// <summary>Ours for several readers, each with a receiver of its own; of capacity 0 a rendezvous.</summary>
internal readonly struct OurMpmc<T> : IForm<T>
{
    public static Ends<T> Open(int? capacity, int writers, int readers)
    {
        (Sender<T> sender, SharedReceiver<T> receiver) = capacity switch
        {
            null => Mpmc.Unbounded<T>(),
            0 => Mpmc.Rendezvous<T>(),
            { } bound => Mpmc.Bounded<T>(bound),
        };
        return new Ends<T>(Clones.Of(sender, writers), Clones.Of(receiver, readers));
    }
}

internal static class Clones
{
    public static ChannelWriter<T>[] Of<T>(Sender<T> sender, int count) =>
        [sender, .. Enumerable.Range(1, count - 1).Select(_ => sender.Clone())];

    public static ChannelReader<T>[] Of<T>(SharedReceiver<T> receiver, int count) =>
        [receiver, .. Enumerable.Range(1, count - 1).Select(_ => receiver.Clone())];
}
