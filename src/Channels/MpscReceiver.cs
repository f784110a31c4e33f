using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Channels;

/// <summary>The one receiver of an <see cref="MpscChannel{T}"/>.</summary>
internal sealed class MpscReceiver<T>(MpscChannel<T> channel) : Receiver<T>
{
    private bool _isDisposed;

    public override int? Capacity => Channel.Capacity;

    public override bool IsClosed => Channel.IsClosed;

    public override bool CanCount => true;

    public override int Count => Channel.Count;

    public override bool CanPeek => true;

    public override Task Completion => channel.Completion;

    private MpscChannel<T> Channel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (_isDisposed) ThrowDisposed();
            return channel;
        }
    }

    public override bool TryRead([MaybeNullWhen(false)] out T item) => Channel.TryRead(out item);

    public override bool TryRead([MaybeNullWhen(false)] out T item, out ReadStatus status)
    {
        status = Channel.TryRead(out item) ? ReadStatus.Read : Channel.StatusOfEmpty();
        return status == ReadStatus.Read;
    }

    public override bool TryPeek([MaybeNullWhen(false)] out T item) => Channel.TryPeek(out item);

    public override ValueTask<T> ReadAsync(CancellationToken cancellationToken = default) => Channel.ReadAsync(cancellationToken);

    public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default) => Channel.WaitToReadAsync(cancellationToken);

    public override bool Close() => Channel.TryComplete(null);

    public override void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        channel.Drop();
    }

    private static void ThrowDisposed() =>
        throw new ObjectDisposedException(typeof(Receiver<T>).Name, "This receiver was disposed, and its channel closed. Close it instead if you still want to read what it holds.");
}
