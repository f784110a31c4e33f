using System.Runtime.CompilerServices;
using Channels.Atomics;

namespace Channels;

/// <summary>A counted sender of an <see cref="MpscChannel{T}"/>.</summary>
internal sealed class MpscSender<T>(MpscChannel<T> channel) : Sender<T>
{
    // 1 once disposed; the exchange in Dispose lets one call count.
    private int _disposed;

    public override int? Capacity => Channel.Capacity;

    public override int Count => Channel.Count;

    public override bool IsClosed => Channel.IsClosed;

    public override int SenderCount => Channel.SenderCount;

    private MpscChannel<T> Channel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (_disposed != 0) ThrowDisposed();
            return channel;
        }
    }

    public override bool TryWrite(T item) => Channel.TryEnqueue(item) == WriteStatus.Written;

    public override bool TryWrite(T item, out WriteStatus status) => (status = Channel.TryEnqueue(item)) == WriteStatus.Written;

    public override ValueTask WriteAsync(T item, CancellationToken cancellationToken = default) => Channel.WriteAsync(item, cancellationToken);

    public override ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken = default) => Channel.WaitToWriteAsync(cancellationToken);

    public override bool TryComplete(Exception? error = null) => Channel.TryComplete(error);

    public override Sender<T> Clone()
    {
        Channel.AddSender();
        return new MpscSender<T>(channel);
    }

    public override void Dispose()
    {
        if (Atomic.Exchange(ref _disposed, 1) == 0) channel.RemoveSender();
    }

    private static void ThrowDisposed() =>
        throw new ObjectDisposedException(typeof(Sender<T>).Name, "This sender was disposed. Clone it before you dispose it if somebody else still sends.");
}
