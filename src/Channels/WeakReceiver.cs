namespace Channels;

/// <summary>A handle to a channel that does not keep it open: good for a receiver as long as there is one. From <see cref="SharedReceiver{T}.Downgrade"/>.</summary>
/// <remarks>Not counted, and nothing to dispose. Safe from any thread. The semantics of async-channel's <c>WeakReceiver</c>.</remarks>
public sealed class WeakReceiver<T>
{
    private readonly IReceivingSide<T> _side;

    internal WeakReceiver(IReceivingSide<T> side) => _side = side;

    /// <summary>A receiver of the channel, with its own life; <see langword="null"/> once the last receiver was disposed.</summary>
    public SharedReceiver<T>? Upgrade() => _side.TryAddReceiver() ? new SharedReceiver<T>(_side) : null;
}
