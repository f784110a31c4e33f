namespace Channels;

/// <summary>Channels for one value from one sender to one receiver: the result of a computation, the reply to a request.</summary>
/// <remarks>
/// <code>
/// var (sender, receiver) = Oneshot.Create&lt;int&gt;();
/// _ = Task.Run(() => sender.TryWrite(42));
/// int value = await receiver;
/// </code>
/// </remarks>
public static class Oneshot
{
    /// <summary>A channel that closes with its first value; a sender that is disposed without writing closes it, too.</summary>
    public static (OneshotSender<T> Sender, OneshotReceiver<T> Receiver) Create<T>()
    {
        OneshotChannel<T> channel = new();
        return (new OneshotSender<T>(channel), new OneshotReceiver<T>(channel));
    }
}
