using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Channels.Atomics;

namespace Channels;

/// <summary>The receiving end of a channel: a <see cref="ChannelReader{T}"/> that can close it, and says whether it is empty or at its end.</summary>
/// <remarks>
/// <para>
/// One reader at a time: a second wait while one is pending throws <see cref="InvalidOperationException"/>, unless the
/// kind of channel says otherwise. For more readers take a kind whose receivers are cloned, as
/// <see cref="SharedReceiver{T}"/> is.
/// </para>
/// <para>
/// Every wait is cancel-safe: one that is cancelled has consumed nothing. After <see cref="Dispose"/> every member but
/// <see cref="Dispose"/> and <see cref="Completion"/> throws <see cref="ObjectDisposedException"/>.
/// </para>
/// </remarks>
public abstract partial class Receiver<T> : ChannelReader<T>, IDisposable
{
    private readonly IReceivingSide<T> _side;

    // 1 once disposed; the exchange in Dispose lets one call count.
    private int _disposed;

    private protected Receiver(IReceivingSide<T> side) => _side = side;

    /// <summary>The most values the channel holds; <see langword="null"/> for no bound.</summary>
    public int? Capacity => Side.Capacity;

    /// <summary>How many values could be written now without a wait; <see langword="null"/> for no bound. A moment later there may be more or less.</summary>
    public int? FreeCapacity => Side.FreeCapacity;

    /// <inheritdoc/>
    public override bool CanCount => true;

    /// <summary>How many values wait to be read; a moment later there may be more or fewer.</summary>
    public override int Count => Side.Count;

    /// <inheritdoc/>
    public override bool CanPeek => true;

    /// <summary>Whether the channel takes no more values, whichever side closed it; there may still be some to read.</summary>
    public bool IsClosed => Side.IsClosed;

    /// <summary>Ends when the channel is closed, by whichever side, and never faults; there may still be values to read. The same task each time.</summary>
    public Task Closed => Side.Closed;

    /// <inheritdoc/>
    public override Task Completion => _side.Completion;

    /// <summary>How many senders the channel has; 0 once the last one is disposed.</summary>
    public int SenderCount => Side.SenderCount;

    /// <summary>How many receivers the channel has, this one included.</summary>
    public int ReceiverCount => Side.ReceiverCount;

    /// <summary>What this receiver reads from.</summary>
    private protected IReceivingSide<T> Side
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            ThrowIfDisposed();
            return _side;
        }
    }

    /// <inheritdoc/>
    public override bool TryRead([MaybeNullWhen(false)] out T item) => Side.TryRead(out item) == ReadStatus.Read;

    /// <summary>Takes the next value and returns at once.</summary>
    /// <param name="item">The value, or the default on <see langword="false"/>.</param>
    /// <param name="status"><see cref="ReadStatus.Empty"/> may be <see cref="ReadStatus.Read"/> a moment later; <see cref="ReadStatus.Closed"/> never will.</param>
    public bool TryRead([MaybeNullWhen(false)] out T item, out ReadStatus status) => (status = Side.TryRead(out item)) == ReadStatus.Read;

    /// <inheritdoc/>
    public override bool TryPeek([MaybeNullWhen(false)] out T item) => Side.TryPeek(out item);

    /// <inheritdoc/>
    public override ValueTask<T> ReadAsync(CancellationToken cancellationToken = default) => Side.ReadAsync(cancellationToken);

    /// <inheritdoc/>
    public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default) => Side.WaitToReadAsync(cancellationToken);

    /// <summary>Every value until the end of the channel; one after the other, each taken when it is asked for.</summary>
    /// <param name="cancellationToken">Ends the loop; looked at before each value, those that are there already included. Nothing is consumed then.</param>
    /// <returns>A new sequence each time; of several over one channel each value goes to one, first come first served. It ends with the channel, and throws what it was closed with.</returns>
    public override IAsyncEnumerable<T> ReadAllAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        return AllAsync(cancellationToken);
    }

    /// <summary>Lets no more values in: writes end with <see cref="ChannelClosedException"/>, what the channel holds can still be read.</summary>
    /// <returns><see langword="true"/> for the call that closed it, from either side.</returns>
    /// <remarks>The semantics of tokio's <c>Receiver::close</c>. Safe from any thread.</remarks>
    public bool Close() => Side.TryComplete(null);

    /// <summary>Lets no more values in and drops what nobody has read: values that are <see cref="IDisposable"/> are disposed.</summary>
    /// <returns>How many values were dropped.</returns>
    public int CloseAndDiscard() => Side.CloseAndDiscard();

    /// <summary>Lets no more values in and hands over what nobody has read, in order.</summary>
    public IReadOnlyList<T> CloseAndTake() => Side.CloseAndTake();

    /// <summary>Whether both are ends of the same channel.</summary>
    public bool IsSameChannel(Receiver<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return ReferenceEquals(Identity, other.Identity);
    }

    /// <inheritdoc cref="IsSameChannel(Receiver{T})"/>
    public bool IsSameChannel(Sender<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return ReferenceEquals(Identity, other.Identity);
    }

    /// <summary>Gives this receiver up. The last one closes the channel and drops what it holds at once: values that are <see cref="IDisposable"/> are disposed. Later calls do nothing.</summary>
    public void Dispose()
    {
        if (Atomic.Exchange(ref _disposed, 1) == 0) _side.RemoveReceiver();
        GC.SuppressFinalize(this);
    }

    /// <summary>What a select reads from.</summary>
    internal IReceivingSide<T> SideToSelect => Side;

    /// <summary>Where a select gets in line.</summary>
    internal ISelectableReads<T> LineToSelect => Side as ISelectableReads<T> ?? throw new NotSupportedException($"A {GetType().Name} cannot be selected.");

    /// <summary>What tells this channel from others.</summary>
    internal virtual object Identity => _side;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected void ThrowIfDisposed()
    {
        if (_disposed != 0) ThrowDisposed();
    }

    private static void ThrowDisposed() =>
        throw new ObjectDisposedException(typeof(Receiver<T>).Name, "This receiver was disposed, and its channel closed if it was the last. Close it instead if you still want to read what it holds.");
}
