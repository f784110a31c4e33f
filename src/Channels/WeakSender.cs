namespace Channels;

/// <summary>A handle to a channel that does not keep it open: good for a sender as long as there is one. From <see cref="Sender{T}.Downgrade"/>.</summary>
/// <remarks>Not counted, and nothing to dispose. Safe from any thread. The semantics of tokio's <c>WeakSender</c>.</remarks>
public sealed class WeakSender<T>
{
    private readonly Sender<T> _of;

    internal WeakSender(Sender<T> of) => _of = of;

    /// <summary>A sender of the channel, with its own life; <see langword="null"/> once the last sender was disposed.</summary>
    /// <remarks>A channel that was closed while it has senders still gives one, which then finds it closed.</remarks>
    public Sender<T>? Upgrade() => _of.TryAnother();
}
