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

internal static class Clones
{
    public static ChannelWriter<T>[] Of<T>(Sender<T> sender, int count) =>
        [sender, .. Enumerable.Range(1, count - 1).Select(_ => sender.Clone())];
}
