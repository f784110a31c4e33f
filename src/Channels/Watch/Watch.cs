namespace Channels;

/// <summary>A channel that holds one value, the newest: senders replace it and never wait, receivers see that it changed. For configuration, state and progress.</summary>
/// <remarks>
/// Values in between may be skipped, and the order is never reversed. The semantics of tokio's <c>watch</c>.
/// <code>
/// var (sender, receiver) = Watch.Create("starting");
/// sender.TryWrite("ready");
/// string newest = await receiver.ReadAsync();
/// </code>
/// </remarks>
public static class Watch
{
    /// <summary>A channel that holds <paramref name="initial"/>, which counts as seen: the first read waits for the next value.</summary>
    public static (WatchSender<T> Sender, WatchReceiver<T> Receiver) Create<T>(T initial)
    {
        WatchChannel<T> channel = new(initial);
        return (new WatchSender<T>(channel), new WatchReceiver<T>(channel, channel.Subscribe()));
    }
}
