namespace Channels;

/// <summary>Channels of many senders and one receiver: each value is received once, in the order its sender sent it.</summary>
/// <remarks>
/// <code>
/// var (sender, receiver) = Mpsc.Bounded&lt;string&gt;(100);
/// await sender.WriteAsync("hello");
/// string value = await receiver.ReadAsync();
/// </code>
/// </remarks>
public static class Mpsc
{
    /// <summary>A channel that holds at most <paramref name="capacity"/> values; writers wait for room, first come first served.</summary>
    /// <param name="capacity">1 or more. Memory grows with what is in the channel, not with this number.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is below 1.</exception>
    public static (Sender<T> Sender, Receiver<T> Receiver) Bounded<T>(int capacity) => Create<T>(capacity);

    /// <summary>A channel without a bound: writing never waits, and memory grows while the receiver lags behind.</summary>
    public static (Sender<T> Sender, Receiver<T> Receiver) Unbounded<T>() => Create<T>(null);

    private static (Sender<T>, Receiver<T>) Create<T>(int? capacity)
    {
        MpscChannel<T> channel = new(capacity);
        return (new MpscSender<T>(channel), new MpscReceiver<T>(channel));
    }
}
