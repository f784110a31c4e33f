using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Channels;

/// <summary>The one receiver of an <see cref="MpscChannel{T}"/>; its reads go straight to the queue.</summary>
internal sealed class MpscReceiver<T>(MpscChannel<T> channel) : Receiver<T>(channel)
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

    public override bool TryRead([MaybeNullWhen(false)] out T item) => Channel.TryRead(out item);

    public override ValueTask<T> ReadAsync(CancellationToken cancellationToken = default) => Channel.ReadAsync(cancellationToken);
}
