using System.Runtime.CompilerServices;

namespace Channels;

/// <summary>A counted sender of an <see cref="MpmcChannel{T}"/>; its writes go straight to the channel.</summary>
internal sealed class MpmcSender<T>(MpmcChannel<T> channel) : Sender<T>(channel)
{
    private MpmcChannel<T> Channel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            ThrowIfDisposed();
            return channel;
        }
    }

    public override bool TryWrite(T item) => Channel.TryWrite(item) == WriteStatus.Written;

    public override bool TryWrite(T item, out WriteStatus status) => (status = Channel.TryWrite(item)) == WriteStatus.Written;

    public override ValueTask WriteAsync(T item, CancellationToken cancellationToken = default) => Channel.WriteAsync(item, cancellationToken);

    private protected override Sender<T> Another() => new MpmcSender<T>(channel);
}
