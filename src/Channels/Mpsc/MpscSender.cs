using System.Runtime.CompilerServices;

namespace Channels;

/// <summary>A counted sender of an <see cref="MpscChannel{T}"/>; its writes go straight to the queue.</summary>
internal sealed class MpscSender<T>(MpscChannel<T> channel) : Sender<T>(channel)
{
    private MpscChannel<T> Channel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            ThrowIfDisposed();
            return channel;
        }
    }

    public override bool TryWrite(T item) => Channel.TryPut(in item) == WriteStatus.Written;

    public override bool TryWrite(T item, out WriteStatus status) => (status = Channel.TryPut(in item)) == WriteStatus.Written;

    public override ValueTask WriteAsync(T item, CancellationToken cancellationToken = default) => Channel.WriteAsync(item, cancellationToken);

    private protected override Sender<T> Another() => new MpscSender<T>(channel);
}
