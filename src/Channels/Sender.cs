using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Channels.Atomics;

namespace Channels;

/// <summary>The sending end of a channel: a <see cref="ChannelWriter{T}"/> that is counted, and says why it did not take a value.</summary>
/// <remarks>
/// <para>
/// <see cref="Clone"/> makes a further sender of the same channel, <see cref="Dispose"/> gives one up, and when the last
/// one is gone the channel closes: the receiver gets what is left and then the end (the semantics of tokio's and
/// async-channel's senders). <see cref="ChannelWriter{T}.TryComplete"/> closes it for all senders at once, as in
/// System.Threading.Channels. A sender that is dropped without <see cref="Dispose"/> keeps its channel open.
/// </para>
/// <para>
/// Every wait is cancel-safe: one that is cancelled has written nothing and reserved nothing, and has lost only its place
/// in line. Who waits for room gets it first come first served; nobody who comes later passes.
/// </para>
/// <para>Safe from any thread. Values of one sender arrive in the order it sent them; nothing is promised between senders. After <see cref="Dispose"/> every member but <see cref="Dispose"/> throws <see cref="ObjectDisposedException"/>.</para>
/// </remarks>
public abstract partial class Sender<T> : ChannelWriter<T>, IDisposable
{
    private readonly ISendingSide<T> _side;

    // 1 once disposed; the exchange in Dispose lets one call count.
    private int _disposed;

    private protected Sender(ISendingSide<T> side) => _side = side;

    /// <summary>The most values the channel holds; <see langword="null"/> for no bound.</summary>
    public int? Capacity => Side.Capacity;

    /// <summary>How many values could be written now without a wait: the capacity less what is held and what is reserved; <see langword="null"/> for no bound. A moment later there may be more or less.</summary>
    public int? FreeCapacity => Side.FreeCapacity;

    /// <summary>How many values wait in the channel; a moment later there may be more or fewer.</summary>
    public int Count => Side.Count;

    /// <summary>Whether the channel takes no more values, whichever side closed it.</summary>
    public bool IsClosed => Side.IsClosed;

    /// <summary>Ends when the channel is closed, by whichever side, and never faults: a sender's way to learn that nobody receives any more. The same task each time.</summary>
    public Task Closed => Side.Closed;

    /// <summary>How many senders the channel has, this one included.</summary>
    public int SenderCount => Side.SenderCount;

    /// <summary>How many receivers the channel has; 0 once the last one is disposed.</summary>
    public int ReceiverCount => Side.ReceiverCount;

    /// <summary>What the senders of this channel share.</summary>
    private protected ISendingSide<T> Side
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            ThrowIfDisposed();
            return _side;
        }
    }

    /// <inheritdoc/>
    public override bool TryWrite(T item) => Side.TryWrite(item) == WriteStatus.Written;

    /// <summary>Offers a value and returns at once.</summary>
    /// <param name="item">The value; on <see langword="false"/> it is still yours.</param>
    /// <param name="status"><see cref="WriteStatus.Full"/> may be <see cref="WriteStatus.Written"/> a moment later; <see cref="WriteStatus.Closed"/> never will.</param>
    public virtual bool TryWrite(T item, out WriteStatus status) => (status = Side.TryWrite(item)) == WriteStatus.Written;

    /// <summary>Writes a value in any case: if there is no room the oldest value makes room, and is handed back.</summary>
    /// <param name="item">The value; on <see cref="WriteStatus.Closed"/> it is still yours.</param>
    /// <param name="displaced">With <see cref="WriteStatus.Displaced"/> the value that was taken out, else the default.</param>
    /// <returns><see cref="WriteStatus.Written"/>, <see cref="WriteStatus.Displaced"/> or <see cref="WriteStatus.Closed"/>.</returns>
    /// <remarks>It passes writers that wait for room. The semantics of async-channel's <c>force_send</c>.</remarks>
    /// <exception cref="NotSupportedException">The kind of channel has no oldest value to give up; its page says so.</exception>
    public WriteStatus ForceWrite(T item, out T? displaced) => Side.ForceWrite(item, out displaced);

    /// <inheritdoc/>
    public override ValueTask WriteAsync(T item, CancellationToken cancellationToken = default) => Side.WriteAsync(item, cancellationToken);

    /// <inheritdoc/>
    public override ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken = default) => Side.WaitToWriteAsync(cancellationToken);

    /// <inheritdoc/>
    public override bool TryComplete(Exception? error = null) => Side.TryComplete(error);

    /// <summary>Lets no more values in, from any sender; what the channel holds can still be read. Later calls do nothing.</summary>
    /// <returns><see langword="true"/> for the call that closed it, from either side.</returns>
    public bool Close() => Side.TryComplete(null);

    /// <summary>Lets no more values in and drops what nobody has read: values that are <see cref="IDisposable"/> are disposed.</summary>
    /// <returns>How many values were dropped.</returns>
    public int CloseAndDiscard() => Side.CloseAndDiscard();

    /// <summary>Lets no more values in and hands back what nobody has read, in order; it is the caller's again.</summary>
    public IReadOnlyList<T> CloseAndTake() => Side.CloseAndTake();

    /// <summary>Makes a further sender of this channel, with its own life.</summary>
    /// <returns>A sender that must be disposed as well before the channel closes by itself.</returns>
    public Sender<T> Clone()
    {
        // This sender counts, so there is one to join; unless it is disposed just now, after Side has looked.
        if (!Side.TryAddSender()) ThrowDisposed();
        return Another();
    }

    /// <summary>A handle that does not keep the channel open, and gives a sender as long as there is another.</summary>
    public WeakSender<T> Downgrade()
    {
        ThrowIfDisposed();
        return new WeakSender<T>(this);
    }

    /// <summary>Whether both are ends of the same channel.</summary>
    public bool IsSameChannel(Sender<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return ReferenceEquals(Identity, other.Identity);
    }

    /// <inheritdoc cref="IsSameChannel(Sender{T})"/>
    public bool IsSameChannel(Receiver<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return ReferenceEquals(Identity, other.Identity);
    }

    /// <summary>Gives this sender up; the last one closes the channel. Later calls do nothing.</summary>
    /// <remarks>Writes of this sender that still wait for room go on, unless it was the last: then they end with <see cref="ChannelClosedException"/> and their values were not taken.</remarks>
    public void Dispose()
    {
        if (Atomic.Exchange(ref _disposed, 1) == 0) _side.RemoveSender();
        GC.SuppressFinalize(this);
    }

    /// <summary>What a select writes to and reserves in.</summary>
    internal ISendingSide<T> SideToSelect => Side;

    /// <summary>Where a select gets in line.</summary>
    internal ISelectableWrites<T> LineToSelect => Side as ISelectableWrites<T> ?? NeverWaits<T>.Line;

    /// <summary>What tells this channel from others.</summary>
    internal virtual object Identity => _side;

    /// <summary>A further sender, if there is one that it could join: a weak sender's way back.</summary>
    internal Sender<T>? TryAnother() => _side.TryAddSender() ? Another() : null;

    /// <summary>A handle beside this one; it was counted already.</summary>
    private protected abstract Sender<T> Another();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected void ThrowIfDisposed()
    {
        if (_disposed != 0) ThrowDisposed();
    }

    private static void ThrowDisposed() =>
        throw new ObjectDisposedException(typeof(Sender<T>).Name, "This sender was disposed. Clone it before you dispose it if somebody else still sends.");
}
