namespace Channels;

/// <summary>A receiver that others may stand beside: each value goes to exactly one of them. Counted; the last one that is disposed closes the channel.</summary>
/// <remarks>Safe from any thread: any number of waits at a time, also on one receiver, served first come first served.</remarks>
public sealed class SharedReceiver<T> : Receiver<T>
{
    private readonly IReceivingSide<T> _side;

    internal SharedReceiver(IReceivingSide<T> side)
        : base(side) =>
        _side = side;

    /// <summary>Makes a further receiver of this channel, with its own life.</summary>
    public SharedReceiver<T> Clone()
    {
        // This receiver counts, so there is one to join.
        Side.TryAddReceiver();
        return new SharedReceiver<T>(_side);
    }

    /// <summary>A handle that does not keep the channel open, and gives a receiver as long as there is another.</summary>
    public WeakReceiver<T> Downgrade()
    {
        ThrowIfDisposed();
        return new WeakReceiver<T>(_side);
    }
}
