namespace Channels;

/// <summary>Channels of many senders and many receivers, every one of which gets every value, in the same order.</summary>
/// <remarks>
/// <code>
/// var (sender, first) = Broadcast.Lossless&lt;string&gt;(100);
/// var second = sender.Subscribe();
/// await sender.WriteAsync("hello");
/// string one = await first.ReadAsync();
/// string same = await second.ReadAsync();
/// </code>
/// Receivers get the same object, not a copy each; a struct is copied to each of them.
/// </remarks>
public static class Broadcast
{
    /// <summary>A broadcast that loses nothing: writers wait while the slowest receiver has <paramref name="capacity"/> values unread.</summary>
    /// <param name="capacity">1 or more. Memory grows with what the slowest receiver has not read, not with this number.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is below 1.</exception>
    /// <remarks>The semantics of postage's <c>broadcast</c>. One receiver that never reads stops everybody: see <see cref="BroadcastSender{T}.Evict"/>.</remarks>
    public static (BroadcastSender<T> Sender, BroadcastReceiver<T> Receiver) Lossless<T>(int capacity)
    {
        BroadcastChannel<T> channel = new(Checked(capacity), overwrites: false);
        return (new BroadcastSender<T>(channel), new BroadcastReceiver<T>(LosslessSubscription<T>.Begin(channel)));
    }

    /// <summary>A broadcast whose writers never wait: it keeps the last <paramref name="capacity"/> values, and a receiver that falls behind further is told how many it missed.</summary>
    /// <param name="capacity">1 or more; exactly so many, not rounded up. Memory grows with what the slowest receiver has not read, up to this number.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is below 1.</exception>
    /// <remarks>The semantics of tokio's <c>broadcast</c>; the lag is a value among the values, see <see cref="Lagging{T}"/>.</remarks>
    public static (LaggingSender<T> Sender, LaggingReceiver<T> Receiver) Lagging<T>(int capacity)
    {
        BroadcastChannel<T> channel = new(Checked(capacity), overwrites: true);
        return (new LaggingSender<T>(channel), new LaggingReceiver<T>(LaggingSubscription<T>.Begin(channel)));
    }

    private static int Checked(int capacity) => capacity >= 1
        ? capacity
        : throw new ArgumentOutOfRangeException(nameof(capacity), capacity, $"A broadcast keeps one value or more for its receivers, but the capacity is {capacity}. Give 1 or more.");
}
